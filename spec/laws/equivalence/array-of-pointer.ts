import { asPlainArrays } from '../../equivalence/as-plain-arrays.ts';
import { equivalence, layoutAgain } from '../../equivalence/law.ts';
import type { ProbingLaw } from '../../law.ts';

export const equivalenceArrayOfPointer: ProbingLaw = equivalence({
  id: 'equivalence/array-of-pointer',
  title: 'an array of pointers without NULL and a plain array write the same bytes',
  rule: 'VMS-SIZE-3',
  needs: ['VMS_ARRAY_OF_POINTER'],
  every: 8,
  restate: (subject) => layoutAgain(subject, asPlainArrays(subject.case.model)),
});
