import { wrongAnswer } from '../../answer.ts';
import { sameBytes } from '../../differences/bytes.ts';
import type { ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';

const id = 'save/determinism';

/** Law 13: the same state gives the same bytes. */
export const saveDeterminism: ProbingLaw = {
  id,
  title: 'the same state saves as the same bytes',
  rules: ['VMS-STABLE-1'],
  every: 8,
  savable: true,
  prior: true,
  kind: 'probing',
  probe({ case: { model }, layout: { plan, source } }, engine, saved) {
    const request = { description: plan.description, memory: source, measure: false, returnMemory: false, model };
    const again = engine.save(request);
    return andThen(saved, (first) =>
      andThen(again, (second) => {
        if (first.status !== 'ok') return 'skip';
        if (second.status !== 'ok') return wrongAnswer({ law: id, rule: 'VMS-STABLE-1' }, 'second save', 'ok', second);
        if (sameBytes(first.wire, second.wire)) return null;
        return {
          law: id,
          rule: 'VMS-STABLE-1',
          verdict: 'nonconform',
          summary: 'two saves of the same state wrote different bytes',
          evidence: { kind: 'bytes', expected: first.wire, received: second.wire, spans: [] },
        };
      }),
    );
  },
};
