import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { isScalar, widthOf } from '../../vmstate/info.ts';
import { loadUint16 } from '../../engine/reference/access.ts';
import { breach, fault, type FaultyEngine } from './faulty-engine.ts';

/** Bytes of what a slot points to, as far as its description tells. */
function pointeeSize(field: VMStateField): number {
  if (field.vmsd !== null) return packedSize(field.vmsd.fields);
  return field.info !== null && isScalar(field.info) ? widthOf(field.info) : field.size;
}

function packedSize(fields: readonly VMStateField[]): number {
  return fields.reduce((sum, field) => sum + field.size, 0);
}

/** Wrong element sizes and wrong distances between elements. */
export const sizeFaults: readonly FaultyEngine[] = [
  fault('multiply', 'multiply-ignored', 'VMS_MULTIPLY does not multiply the size by .size.', (right) => ({
    size: (machine, field, opaque) => right.size(machine, { ...field, flags: field.flags & ~VMS.MULTIPLY }, opaque),
  })),
  fault('size', 'vbuffer-size-as-described', 'A VBUFFER takes its size from .size.', (right) => ({
    size: (machine, field, opaque) =>
      (field.flags & VMS.VBUFFER) !== 0 ? field.size : right.size(machine, field, opaque),
  })),
  fault('size', 'vbuffer-size-as-uint16', 'The size of a VBUFFER is read through a uint16_t pointer.', (right) => ({
    size: (machine, field, opaque) =>
      (field.flags & (VMS.VBUFFER | VMS.MULTIPLY)) === VMS.VBUFFER
        ? loadUint16(machine, opaque + field.size_offset)
        : right.size(machine, field, opaque),
  })),
  breach(
    'VMS-SIZE-5',
    'vbuffer-size-as-uint64',
    'The size of a VBUFFER is read through a uint64_t pointer, wherever that is aligned.',
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
    ['qemu-11.1'],
  ),
  fault(
    'size',
    'pointer-array-walked-by-pointee',
    'An array of pointers is walked by the size of what they point to.',
    (right) => ({
      element: (field, first, size, index) =>
        (field.flags & VMS.ARRAY_OF_POINTER) !== 0
          ? first + pointeeSize(field) * index
          : right.element(field, first, size, index),
    }),
  ),
  fault('size', 'pointer-array-walked-by-8', 'An array of pointers is walked by 8 bytes on every host.', (right) => ({
    element: (field, first, size, index) =>
      (field.flags & VMS.ARRAY_OF_POINTER) !== 0 ? first + 8 * index : right.element(field, first, size, index),
  })),
  fault('size', 'struct-array-packed', 'Structs are walked without the padding between them.', (right) => ({
    element: (field, first, size, index) =>
      field.vmsd !== null && (field.flags & VMS.ARRAY_OF_POINTER) === 0
        ? first + packedSize(field.vmsd.fields) * index
        : right.element(field, first, size, index),
  })),
  fault('size', 'nested-offset-twice', 'The offset of an embedded struct is added twice.', (right) => ({
    element(field, first, size, index) {
      const address = right.element(field, first, size, index);
      const embedded = field.vmsd !== null && (field.flags & VMS.POINTER) === 0;
      return embedded ? address + field.offset : address;
    },
  })),
];
