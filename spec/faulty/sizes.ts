import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { isScalar, widthOf } from '../../vmstate/info.ts';
import { loadUint16 } from '../../engine/reference/access.ts';
import type { Machine } from '../../engine/reference/machine.ts';
import { TOO_LARGE } from '../../engine/reference/ops.ts';
import { putByte } from '../../engine/reference/output.ts';
import { ruleFault, areaFault, type FaultyEngine } from './faulty-engine.ts';

/** Size of the target of a slot, as its description gives it. */
function pointeeSize(field: VMStateField): number {
  if (field.vmsd !== null) return packedSize(field.vmsd.fields);
  return field.info !== null && isScalar(field.info) ? widthOf(field.info) : field.size;
}

/** Whether the current field is a plain array of pointers. */
function isBehindSlot({ fields, depth }: Machine): boolean {
  const flags = fields[depth]?.flags ?? 0;
  return (flags & (VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC)) === VMS.ARRAY_OF_POINTER;
}

function packedSize(fields: readonly VMStateField[]): number {
  return fields.reduce((sum, field) => sum + field.size, 0);
}

const withWidths = dialects.filter((dialect) => traitsOf(dialect).ownWidths);

/** Wrong element sizes and wrong distances between elements. */
export const sizeFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'multiply', id: 'multiply-ignored', breaks: 'VMS_MULTIPLY does not multiply the size by .size.' },
    (right) => ({
      size: (machine, field, opaque) => right.size(machine, { ...field, flags: field.flags & ~VMS.MULTIPLY }, opaque),
    }),
  ),
  areaFault(
    { area: 'size', id: 'vbuffer-size-as-described', breaks: 'A VBUFFER takes its size from .size.' },
    (right) => ({
      size: (machine, field, opaque) =>
        (field.flags & VMS.VBUFFER) !== 0 ? field.size : right.size(machine, field, opaque),
    }),
  ),
  areaFault(
    { area: 'size', id: 'vbuffer-size-as-uint16', breaks: 'The size of a VBUFFER is read through a uint16_t pointer.' },
    (right) => ({
      size: (machine, field, opaque) =>
        (field.flags & (VMS.VBUFFER | VMS.MULTIPLY)) === VMS.VBUFFER
          ? loadUint16(machine, opaque + field.size_offset)
          : right.size(machine, field, opaque),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-2', 'VMS-SIZE-5'],
      id: 'vbuffer-size-as-uint64',
      breaks: 'The size of a VBUFFER is read through a uint64_t pointer, wherever that is aligned.',
      dialects: ['qemu-11.1'],
    },
    (right) => ({
      size(machine, field, opaque) {
        const size = right.size(machine, field, opaque);
        const at = opaque + field.size_offset;
        if (
          field.info !== 'buffer' ||
          (field.flags & (VMS.VBUFFER | VMS.MULTIPLY)) !== VMS.VBUFFER ||
          at % 8 !== 0 ||
          at + 8 > machine.high
        )
          return size;
        return Number(machine.view.getBigUint64(at, machine.little));
      },
    }),
  ),
  areaFault(
    {
      area: 'size',
      id: 'pointer-array-walked-by-pointee',
      breaks: 'An array of pointers is walked by the size of what they point to.',
    },
    (right) => ({
      element: (field, first, size, index) =>
        (field.flags & VMS.ARRAY_OF_POINTER) !== 0
          ? first + pointeeSize(field) * index
          : right.element(field, first, size, index),
    }),
  ),
  areaFault(
    {
      area: 'size',
      id: 'pointer-array-walked-by-8',
      breaks: 'An array of pointers is walked by 8 bytes on every host.',
    },
    (right) => ({
      element: (field, first, size, index) =>
        (field.flags & VMS.ARRAY_OF_POINTER) !== 0 ? first + 8 * index : right.element(field, first, size, index),
    }),
  ),
  areaFault(
    { area: 'size', id: 'struct-array-packed', breaks: 'Structs are walked without the padding between them.' },
    (right) => ({
      element: (field, first, size, index) =>
        field.vmsd !== null && (field.flags & VMS.ARRAY_OF_POINTER) === 0
          ? first + packedSize(field.vmsd.fields) * index
          : right.element(field, first, size, index),
    }),
  ),
  areaFault(
    { area: 'size', id: 'nested-offset-twice', breaks: 'The offset of an embedded struct is added twice.' },
    (right) => ({
      element(field, first, size, index) {
        const address = right.element(field, first, size, index);
        const embedded = field.vmsd !== null && (field.flags & VMS.POINTER) === 0;
        return embedded ? address + field.offset : address;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-8'],
      id: 'buffer-behind-a-slot-as-described',
      breaks: 'A buffer behind a slot is as long as .size says, which is nothing.',
      dialects: dialects.filter((dialect) => traitsOf(dialect).pointerStride),
    },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, info === 'buffer' && isBehindSlot(machine) ? 0 : size);
      },
      get: (machine, info, address, size) =>
        right.get(machine, info, address, info === 'buffer' && isBehindSlot(machine) ? 0 : size),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-8'],
      id: 'buffer-behind-a-slot-of-8',
      breaks: 'A buffer behind a slot is 8 bytes long on every host.',
    },
    (right) => ({
      put(machine, info, address, size) {
        right.put(machine, info, address, size);
        if (info === 'buffer' && isBehindSlot(machine)) for (let i = size; i < 8; i++) putByte(machine.output, 0);
      },
    }),
  ),
  // What differs are elements of an array, mostly of one with a count: that rule is as near.
  ruleFault(
    {
      rules: ['VMS-SIZE-1', 'VMS-COUNT-1', 'VMS-COUNT-2'],
      id: 'integers-walked-by-width',
      breaks: 'An array of integers is walked by their width, not by .size.',
    },
    (right) => ({
      element: (field, first, size, index) =>
        field.info !== null && isScalar(field.info) && (field.flags & VMS.ARRAY_OF_POINTER) === 0
          ? first + widthOf(field.info) * index
          : right.element(field, first, size, index),
    }),
  ),
  areaFault(
    { area: 'count', id: 'no-flag-no-element', breaks: 'An integer without any flag is passed over.' },
    (right) => ({
      count: (machine, field, opaque) =>
        field.flags === 0 && field.info !== null && isScalar(field.info) ? 0 : right.count(machine, field, opaque),
    }),
  ),
  areaFault(
    {
      area: 'size',
      id: 'size-of-any-width-as-int32',
      breaks: 'The size of a VBUFFER is read through an int32_t pointer, however wide its member is.',
      dialects: withWidths,
    },
    (right) => ({
      size: (machine, field, opaque) => right.size(machine, { ...field, size_width: 4 }, opaque),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-6'],
      id: 'product-wraps',
      breaks: 'The product of a size and VMS_MULTIPLY wraps at 64 bits.',
      dialects: withWidths,
    },
    (right) => ({
      size(machine, field, opaque) {
        const size = right.size(machine, field, opaque);
        return size === TOO_LARGE ? 0 : size;
      },
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-SIZE-6'],
      id: 'allocation-of-whatever-there-is',
      breaks: 'An array that does not fit memory is passed over.',
      dialects: withWidths,
    },
    (right) => ({
      count: (machine, field, opaque) => {
        const count = right.count(machine, field, opaque);
        return (field.flags & VMS.ALLOC) !== 0 && count >= 2 ** 48 ? 0 : count;
      },
    }),
  ),
];
