import { traitsOf } from '../../../vmstate/dialect.ts';
import { withPointeeSizes } from '../../equivalence/with-pointee-sizes.ts';
import { equivalence } from '../../equivalence/law.ts';
import type { ProbingLaw } from '../../law.ts';

export const equivalenceArrayOfPointerSize: ProbingLaw = equivalence({
  id: 'equivalence/array-of-pointer-size',
  title: 'the size member of an array of pointers changes nothing',
  rule: 'VMS-SIZE-4',
  needs: ['VMS_ARRAY_OF_POINTER'],
  every: 16,
  view: 'memory',
  restate: ({ case: { dialect }, layout: { plan, source } }) => {
    if (!traitsOf(dialect).pointerStride) return null;
    const description = withPointeeSizes(plan.description);
    return description === plan.description ? null : { description, memory: source };
  },
});
