import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { VMS_MARKER_PTR_VALID } from '../../vmstate/wire.ts';
import { loadPointer, NULL_ADDRESS } from '../../engine/reference/access.ts';
import { getByte, peekByte } from '../../engine/reference/input.ts';
import { SKIPPED } from '../../engine/reference/ops.ts';
import { areaFault, ruleFault, type FaultyEngine } from './faulty-engine.ts';

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
  ruleFault(
    {
      rules: ['VMS-NULL-3'],
      id: 'single-slot-not-followed',
      breaks: 'A pointer that is an array of pointers without an array flag is taken for the element.',
      dialects: dialects.filter((dialect) => !traitsOf(dialect).pointerStride),
    },
    (right) => ({
      follow(machine, field, slot) {
        const target = right.follow(machine, field, slot);
        return (field.flags & MANY) !== 0 || target === NULL_ADDRESS ? target : slot;
      },
    }),
  ),
  ruleFault(
    { rules: ['VMS-ABORT-2'], id: 'null-pointer-no-elements', breaks: 'A NULL pointer is taken for no elements.' },
    (right) => ({
      count(machine, field, opaque) {
        const count = right.count(machine, field, opaque);
        const pointer = (field.flags & (VMS.POINTER | VMS.ALLOC)) === VMS.POINTER;
        if (!pointer || count <= 0 || right.size(machine, field, opaque) <= 0) return count;
        return loadPointer(machine, opaque + field.offset) === NULL_ADDRESS ? 0 : count;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-ABORT-3'],
      id: 'marker-of-an-element-for-null',
      breaks: 'The marker of an element leaves a slot NULL where nothing allocates.',
      dialects: ['qemu-11.1', 'qemu-11.2'],
    },
    (right) => ({
      next(machine, field, address, size) {
        const { flags } = field;
        const allocates = (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
        const isNull = (flags & VMS.ARRAY_OF_POINTER) !== 0 && right.follow(machine, field, address) === NULL_ADDRESS;
        if (allocates || !isNull || peekByte(machine.input, 0) !== VMS_MARKER_PTR_VALID)
          return right.next(machine, field, address, size);
        getByte(machine.input);
        return SKIPPED;
      },
    }),
  ),
];
