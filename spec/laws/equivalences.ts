import { traitsOf } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import type { ProbingLaw } from '../law.ts';
import { equivalence, layoutAgain } from './equivalence.ts';
import { asFlat, asPlainArrays, asPointers, asVarrays } from './restate.ts';

/** The equivalences of law 12. */
export const equivalences: readonly ProbingLaw[] = [
  equivalence({
    id: 'equivalence/pointer',
    title: 'values behind a pointer or in place write the same bytes',
    rule: 'VMS-POINTER-1',
    needs: ['VMS_POINTER'],
    view: 'memory',
    restate: (subject) => layoutAgain(subject, asPointers(subject.case.model)),
  }),
  equivalence({
    id: 'equivalence/varray',
    title: 'ARRAY and VARRAY of the same length write the same bytes',
    rule: 'VMS-COUNT-2',
    needs: ['VMS_ARRAY', ['VMS_VARRAY_INT32', 'VMS_VARRAY_UINT8', 'VMS_VARRAY_UINT16', 'VMS_VARRAY_UINT32']],
    restate: (subject) => layoutAgain(subject, asVarrays(subject.case.model)),
  }),
  equivalence({
    id: 'equivalence/flatten',
    title: 'a struct and its fields in its place write the same bytes',
    rule: 'VMS-STRUCT-1',
    needs: ['VMS_STRUCT'],
    restate: (subject) => layoutAgain(subject, asFlat(subject.case.model)),
  }),
  equivalence({
    id: 'equivalence/array-of-pointer',
    title: 'an array of pointers without NULL and a plain array write the same bytes',
    rule: 'VMS-SIZE-3',
    needs: ['VMS_ARRAY_OF_POINTER'],
    restate: (subject) => layoutAgain(subject, asPlainArrays(subject.case.model)),
  }),
  equivalence({
    id: 'equivalence/array-of-pointer-size',
    title: 'the size member of an array of pointers changes nothing',
    rule: 'VMS-SIZE-4',
    needs: ['VMS_ARRAY_OF_POINTER'],
    view: 'memory',
    restate: ({ case: { dialect }, layout: { plan, source } }) => {
      if (!traitsOf(dialect).pointerStride) return null;
      const description = withPointeeSizes(plan.description);
      return description === plan.description ? null : { description, memory: source };
    },
  }),
];

/** The same description, but every plain array of pointers says the size of what it points to, or some other. */
export function withPointeeSizes(description: VMStateDescription): VMStateDescription {
  const fields = description.fields.map((field): VMStateField => {
    const vmsd = field.vmsd === null ? null : withPointeeSizes(field.vmsd);
    const plain = (field.flags & VMS.ARRAY_OF_POINTER) !== 0 && (field.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) === 0;
    if (!plain && vmsd === field.vmsd) return field;
    return { ...field, vmsd, size: plain ? field.size + 4 : field.size };
  });
  return fields.every((field, i) => field === description.fields[i]) ? description : { ...description, fields };
}
