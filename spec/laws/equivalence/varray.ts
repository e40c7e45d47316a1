import { asVarrays } from '../../equivalence/as-varrays.ts';
import { equivalence, layoutAgain } from '../../equivalence/law.ts';
import type { ProbingLaw } from '../../law.ts';

export const equivalenceVarray: ProbingLaw = equivalence({
  id: 'equivalence/varray',
  title: 'ARRAY and VARRAY of the same length write the same bytes',
  rule: 'VMS-COUNT-2',
  needs: [
    'VMS_ARRAY',
    ['VMS_VARRAY_INT32', 'VMS_VARRAY_UINT8', 'VMS_VARRAY_UINT16', 'VMS_VARRAY_UINT32', 'VMS_VARRAY'],
  ],
  every: 16,
  restate: (subject) => layoutAgain(subject, asVarrays(subject.case.model)),
});
