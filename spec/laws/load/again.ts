import { expectSecondLoad } from '../../expect/second-load.ts';
import type { ProbingLaw } from '../../law.ts';

const id = 'load/again';

/** A second load goes by what the first one left: lists grow, AUTO_ALLOC has no room, everything else is replaced. */
export const loadAgain: ProbingLaw = {
  id,
  title: 'a second load into the same object ends as the oracle predicts',
  rules: ['VMS-LOAD-4', 'VMS-LIST-2', 'VMS-TREE-2', 'VMS-BYTES-1', 'VMS-ALLOC-1'],
  every: 16,
  kind: 'probing',
  probe: (subject, engine) => expectSecondLoad(id, subject, subject.stream, engine),
};
