import { wrongAnswer } from '../../answer.ts';
import { sameBytes } from '../../differences/bytes.ts';
import { differentBytes } from '../../differences/save-bytes.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import { overlaid, overlayStep } from '../../overlay/overlaid.ts';

const id = 'save/overlay';
const rule = 'VMS-STRUCT-2';

/** The same member twice: an engine may remember what it has saved, or where. */
export const saveOverlay: ProbingLaw = {
  id,
  view: 'memory',
  title: 'two fields over the same bytes save them twice',
  rules: [rule],
  every: 8,
  kind: 'probing',
  probe({ case: original }, engine) {
    const device = overlaid(original);
    if (device === null || !device.subject.savable || device.subject.refused !== null) return 'skip';
    const { subject, description } = device;
    const { model } = subject.case;
    const asked = { description, memory: subject.layout.source, measure: false, returnMemory: false, model };
    const probe = { device: { model, description }, steps: [overlayStep(device)] };
    return andThen(engine.save(asked), (save): LawOutcome => {
      if (save.status === 'unsupported') return 'skip';
      if (save.status !== 'ok')
        return { ...wrongAnswer({ law: id, rule }, 'save of two fields over the same bytes', 'ok', save), probe };
      return sameBytes(save.wire, subject.wire)
        ? null
        : { ...differentBytes(id, subject, save.wire, 'save'), rule, probe };
    });
  },
};
