import { VMS } from '../../vmstate/host/flags.ts';
import { NULL_ADDRESS } from '../../engine/reference/access.ts';
import { areaFault, type FaultyEngine } from './faulty-engine.ts';

const MANY = VMS.ARRAY | VMS.VARRAY_INT32 | VMS.VARRAY_UINT32 | VMS.VARRAY_UINT16 | VMS.VARRAY_UINT8;

/** Pointers followed too rarely or too often. */
export const pointerFaults: readonly FaultyEngine[] = [
  areaFault(
    {
      area: 'pointer',
      id: 'array-pointer-not-followed',
      breaks: 'An array behind a pointer is read from where the pointer is.',
    },
    (right) => ({
      first: (machine, field, slot) => ((field.flags & MANY) !== 0 ? slot : right.first(machine, field, slot)),
    }),
  ),
  areaFault(
    {
      area: 'pointer',
      id: 'single-pointer-not-followed',
      breaks: 'A single value behind a pointer is read from where the pointer is.',
    },
    (right) => ({
      first: (machine, field, slot) =>
        (field.flags & (MANY | VMS.VBUFFER)) === 0 ? slot : right.first(machine, field, slot),
    }),
  ),
  areaFault(
    { area: 'pointer', id: 'buffer-pointer-not-followed', breaks: 'A VBUFFER is read from where its pointer is.' },
    (right) => ({
      first: (machine, field, slot) => ((field.flags & VMS.VBUFFER) !== 0 ? slot : right.first(machine, field, slot)),
    }),
  ),
  areaFault(
    { area: 'pointer', id: 'slot-not-followed', breaks: 'An element of an array of pointers is read from its slot.' },
    (right) => ({
      follow(machine, field, slot) {
        const target = right.follow(machine, field, slot);
        return target === NULL_ADDRESS ? target : slot;
      },
    }),
  ),
  areaFault(
    {
      area: 'pointer',
      id: 'first-slot-only',
      breaks: 'Every element of an array of pointers is the one in the first slot.',
    },
    (right) => ({
      element: (field, first, size, index) =>
        right.element(field, first, size, (field.flags & VMS.ARRAY_OF_POINTER) !== 0 ? 0 : index),
    }),
  ),
];
