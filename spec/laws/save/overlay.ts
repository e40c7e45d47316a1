import { expectBytes } from '../../expect/saved-bytes.ts';
import type { ProbingLaw } from '../../law.ts';
import { overlaid, overlayStep } from '../../overlay/overlaid.ts';

const id = 'save/overlay';
const rule = 'VMS-STRUCT-2';

/** The same member twice: an engine may remember what it has saved, or where. */
export const saveOverlay: ProbingLaw = {
  id,
  view: 'memory',
  title: 'two fields over the same bytes save them twice',
  rules: [rule],
  every: 16,
  kind: 'probing',
  probe({ case: original }, engine) {
    const device = overlaid(original);
    if (device === null || !device.subject.savable || device.subject.refused !== null) return 'skip';
    const { subject, description } = device;
    const { case: of, layout, wire } = subject;
    return expectBytes(
      {
        law: id,
        rule,
        what: 'two fields over the same bytes',
        subject,
        description,
        memory: layout.source,
        model: of.model,
        wire,
        step: overlayStep(device),
      },
      engine,
    );
  },
};
