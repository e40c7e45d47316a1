import { expectSecondLoad } from '../../expect/second-load.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/after-failure';

/** The memory after a refused load is a destination like any other. */
export const loadAfterFailure: ProbingLaw = {
  id,
  title: 'a load into the memory after a rejected load ends as the oracle predicts',
  rules: ['VMS-LOAD-4'],
  every: 32,
  kind: 'probing',
  probe(subject, engine) {
    const { wire, case: of } = subject;
    if (wire.length === 0) return 'skip';
    return expectSecondLoad(id, subject, wire.subarray(0, (of.seed >>> 4) % wire.length), engine);
  },
};
