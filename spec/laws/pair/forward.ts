import { expectLoadInto, successor } from '../../expect/pair.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'pair/forward';

/** Law 9: a description reads what its predecessor wrote. */
export const pairForward: ProbingLaw = {
  id,
  title: 'a stream of the old description loads into the newer one as the oracle predicts',
  rules: ['VMS-PAIR-1', 'VMS-EXIST-1', 'VMS-SUB-2'],
  every: 32,
  kind: 'probing',
  probe: ({ case: of }, engine) => expectLoadInto({ law: id, rule: 'VMS-PAIR-1' }, of, successor(of), engine),
};
