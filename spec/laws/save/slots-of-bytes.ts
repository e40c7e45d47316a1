import { slotsOfBytes } from '../../equivalence/slots-of-bytes.ts';
import { expectBytes } from '../../expect/saved-bytes.ts';
import type { ProbingLaw } from '../../law.ts';

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
    if (!savable || refused !== null) return 'skip';
    const other = slotsOfBytes(subject);
    if (other === null) return 'skip';
    const { description, info } = other;
    return expectBytes(
      {
        law: id,
        rule,
        what: `${info} behind slots`,
        subject,
        description,
        memory: layout.source,
        model: of.model,
        wire: other.wireOf(subject.wire),
        isOther: true,
        step: `let buffers behind pointers be ${info}`,
      },
      engine,
    );
  },
};
