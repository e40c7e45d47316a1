import { asFlat } from '../../equivalence/as-flat.ts';
import { equivalence, layoutAgain } from '../../equivalence/law.ts';
import type { ProbingLaw } from '../../law.ts';

export const equivalenceFlatten: ProbingLaw = equivalence({
  id: 'equivalence/flatten',
  title: 'a struct and its fields in its place write the same bytes',
  rule: 'VMS-STRUCT-1',
  needs: ['VMS_STRUCT'],
  every: 8,
  restate: (subject) => layoutAgain(subject, asFlat(subject.case.model)),
});
