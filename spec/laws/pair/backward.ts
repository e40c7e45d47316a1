import { expectLoadInto, successor } from '../../expect/pair.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'pair/backward';

/** Law 9: and the other way round it loads, or is refused, as it should. */
export const pairBackward: ProbingLaw = {
  id,
  title: 'a stream of the newer description loads into the old description, or is rejected, as the oracle predicts',
  rules: ['VMS-PAIR-1', 'VMS-VERSION-1', 'VMS-SUB-2'],
  every: 32,
  kind: 'probing',
  probe: ({ case: of }, engine) => expectLoadInto({ law: id, rule: 'VMS-PAIR-1' }, successor(of), of, engine),
};
