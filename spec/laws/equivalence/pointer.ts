import { asPointers } from '../../equivalence/as-pointers.ts';
import { equivalence, layoutAgain } from '../../equivalence/law.ts';
import type { ProbingLaw } from '../../law.ts';

export const equivalencePointer: ProbingLaw = equivalence({
  id: 'equivalence/pointer',
  title: 'values behind a pointer or in place write the same bytes',
  rule: 'VMS-POINTER-1',
  needs: ['VMS_POINTER'],
  every: 32,
  view: 'memory',
  restate: (subject) => layoutAgain(subject, asPointers(subject.case.model)),
});
