import { wrongAnswer } from '../../answer.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { differentBytes } from '../../differences/save-bytes.ts';
import { slotsOfBytes } from '../../equivalence/slots-of-bytes.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'save/slots-of-bytes';
const rule = 'VMS-SIZE-8';

/** Unused bytes and bitmaps behind slots are as long as a slot, like buffers. */
export const saveSlotsOfBytes: ProbingLaw = {
  id,
  view: 'memory',
  needs: ['VMS_ARRAY_OF_POINTER', 'info:buffer', 'info:unused_buffer', 'info:bitmap'],
  title: 'unused bytes and bitmaps behind slots are saved as long as a pointer is',
  rules: [rule],
  every: 2,
  kind: 'probing',
  probe(subject, engine) {
    const { case: of, layout, refused, savable } = subject;
    const { model } = of;
    if (!savable || refused !== null) return 'skip';
    const other = slotsOfBytes(subject);
    if (other === null) return 'skip';
    const { description, info } = other;
    const wire = other.wireOf(subject.wire);
    const probe = { device: { model, description }, steps: [`let buffers behind pointers be ${info}`] };
    return andThen(
      engine.save({ description, memory: layout.source, measure: false, returnMemory: false, model }),
      (save): LawOutcome => {
        if (save.status === 'unsupported') return 'skip';
        if (save.status !== 'ok')
          return { ...wrongAnswer({ law: id, rule }, `save of ${info} behind slots`, 'ok', save), probe };
        if (sameBytes(save.wire, wire)) return null;
        const evidence = { kind: 'bytes', expected: wire, received: save.wire, spans: [] } as const;
        return { ...differentBytes(id, subject, save.wire, 'save'), rule, evidence, probe };
      },
    );
  },
};
