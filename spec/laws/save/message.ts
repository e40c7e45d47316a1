import { layoutSource } from '../../../layout/layout.ts';
import { saveOutcome } from '../../../oracle/save/outcome.ts';
import type { Case } from '../../../vmstate/case/case.ts';
import { differentMessages, rulesOfMessages, tellsMessages } from '../../differences/messages.ts';
import { withFailingInfo } from '../../hooks/failing-info.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import type { Probe } from '../../violation.ts';
import type { VMStateDescription } from '../../../vmstate/host/description.ts';

const id = 'save/message';
const { cause, around } = rulesOfMessages.save;

/** What the engine itself says of a save that it refuses. */
export const saveMessage: ProbingLaw = {
  id,
  needs: ['op:message', ['part:hooks', 'info:failing']],
  title: 'a save that is refused says why, in the words of the release',
  rules: [cause, around],
  every: 4,
  savable: true,
  kind: 'probing',
  probe({ case: original, layout, refused }, engine) {
    if (!tellsMessages(engine, original.dialect)) return 'skip';
    const of = refused === null ? withFailingInfo(original, 'put') : original;
    if (of === null) return 'skip';
    const { model, dialect } = of;
    const ending = refused ?? saveOutcome(model, dialect);
    if (ending.verdict !== 'rejected') return 'skip';
    const { plan, source } = of === original ? layout : layoutSource(of);
    const request = { description: plan.description, memory: source, measure: false, returnMemory: false, model };
    return andThen(engine.save(request), (save) => {
      if (save.status !== 'rejected') return 'skip';
      const told = { law: id, dialect, operation: 'save', messages: ending.messages } as const;
      const found = differentMessages(told, save.messages);
      return found === null ? null : { ...found, probe: probeOf(of, original, plan.description) };
    });
  },
};

function probeOf(of: Case, original: Case, description: VMStateDescription): Probe {
  return of === original
    ? { steps: [] }
    : { device: { model: of.model, description }, steps: ['let the put of one info fail'] };
}
