import { expectSecondLoad } from '../../expect/second-load.ts';
import { isViolation, type ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import type { Violation } from '../../violation.ts';

const id = 'load/again';

/** A second load goes by what the first one left: lists grow, AUTO_ALLOC has no room, everything else is replaced. */
export const loadAgain: ProbingLaw = {
  id,
  title: 'a second load into the same object ends as the oracle predicts',
  rules: ['VMS-LOAD-4', 'VMS-LIST-2', 'VMS-TREE-2', 'VMS-TREE-3', 'VMS-BYTES-1', 'VMS-ALLOC-1'],
  every: 32,
  kind: 'probing',
  probe: (subject, engine) =>
    andThen(expectSecondLoad(id, subject, subject.stream, engine), (found) =>
      isViolation(found) && isNodeKept(found) ? { ...found, rule: 'VMS-TREE-3' } : found,
    ),
};

/** Each key of a second load is there already: a node that is wrong, in a tree that is still the same, did not get its new value. */
function isNodeKept({ rule, evidence }: Violation): boolean {
  if (rule !== 'VMS-TREE-2' || evidence.kind !== 'memory') return false;
  return evidence.differences[0]?.path?.includes(']') === true;
}
