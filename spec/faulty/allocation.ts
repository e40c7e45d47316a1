import { VMS } from '../../vmstate/host/flags.ts';
import { loadPointer, NULL_ADDRESS, storePointer } from '../../engine/reference/access.ts';
import { allocate } from '../../engine/reference/allocate.ts';
import { SKIPPED } from '../../engine/reference/ops.ts';
import { areaFault, type FaultyEngine } from './faulty-engine.ts';

/** Wrong blocks for VMS_ALLOC and VMS_ARRAY_OF_POINTER_AUTO_ALLOC. */
export const allocationFaults: readonly FaultyEngine[] = [
  areaFault(
    { area: 'alloc', id: 'alloc-one-short', breaks: 'VMS_ALLOC allocates room for one element too few.' },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        if (size > 0 && count > 0) right.allocateArray(machine, slot, size, count - 1);
      },
    }),
  ),
  areaFault(
    { area: 'alloc', id: 'alloc-one-element', breaks: 'VMS_ALLOC allocates room for one element only.' },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        if (count !== 0) right.allocateArray(machine, slot, size, 1);
      },
    }),
  ),
  areaFault(
    { area: 'alloc', id: 'alloc-one-more', breaks: 'VMS_ALLOC allocates room for one element too many.' },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        if (count !== 0) right.allocateArray(machine, slot, size, count + 1);
      },
    }),
  ),
  areaFault({ area: 'alloc', id: 'alloc-missing', breaks: 'VMS_ALLOC keeps the old pointer.' }, () => ({
    allocateArray: () => undefined,
  })),
  areaFault(
    { area: 'alloc', id: 'alloc-where-null', breaks: 'VMS_ALLOC allocates only where the pointer is NULL.' },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        if (loadPointer(machine, slot) === NULL_ADDRESS) right.allocateArray(machine, slot, size, count);
      },
    }),
  ),
  areaFault(
    {
      area: 'alloc',
      id: 'alloc-when-empty',
      breaks: 'VMS_ALLOC replaces the pointer even when there is nothing to hold.',
    },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        if (size * count === 0) storePointer(machine, slot, allocate(machine, 0, right.garbage));
        else right.allocateArray(machine, slot, size, count);
      },
    }),
  ),
  areaFault(
    {
      area: 'alloc',
      id: 'alloc-resets-pointer',
      breaks: 'VMS_ALLOC sets the pointer to NULL when there is nothing to hold.',
    },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        if (size * count === 0) storePointer(machine, slot, null);
        else right.allocateArray(machine, slot, size, count);
      },
    }),
  ),
  areaFault(
    { area: 'alloc', id: 'alloc-twice', breaks: 'VMS_ALLOC allocates twice and leaks the first block.' },
    (right) => ({
      allocateArray(machine, slot, size, count) {
        right.allocateArray(machine, slot, size, count);
        right.allocateArray(machine, slot, size, count);
      },
    }),
  ),
  ...autoAllocFaults(),
];

function autoAllocFaults(): FaultyEngine[] {
  return [
    areaFault(
      {
        area: 'auto-alloc',
        id: 'auto-alloc-marker-missing',
        breaks: 'A valid element of an AUTO_ALLOC array is written without its marker.',
        dialects: ['qemu-11.1', 'qemu-11.2'],
      },
      (right) => ({
        putMarker(machine, field, valid) {
          if (!valid) right.putMarker(machine, field, valid);
        },
      }),
    ),
    areaFault(
      {
        area: 'auto-alloc',
        id: 'auto-alloc-pointer-sized',
        breaks: 'AUTO_ALLOC allocates as many bytes as a pointer has, not the element.',
        dialects: ['qemu-11.1', 'qemu-11.2'],
      },
      (right) => ({
        allocateObject: (machine, field, slot) =>
          right.allocateObject(machine, { ...field, size: machine.pointerSize }, slot),
      }),
    ),
    areaFault(
      {
        area: 'auto-alloc',
        id: 'auto-alloc-not-zeroed',
        breaks: 'AUTO_ALLOC does not clear the element before it is loaded.',
        dialects: ['qemu-11.1', 'qemu-11.2'],
      },
      (right) => ({
        allocateObject(machine, field, slot) {
          const address = right.allocateObject(machine, field, slot);
          if (field.size > 0) machine.bytes.fill(right.garbage, address, address + field.size);
          return address;
        },
      }),
    ),
    areaFault(
      {
        area: 'auto-alloc',
        id: 'auto-alloc-slot-lost',
        breaks: 'AUTO_ALLOC loads the element and does not store its address.',
        dialects: ['qemu-11.1', 'qemu-11.2'],
      },
      (right) => ({
        allocateObject(machine, field, slot) {
          const address = right.allocateObject(machine, field, slot);
          if (address !== NULL_ADDRESS) storePointer(machine, slot, null);
          return address;
        },
      }),
    ),
    areaFault(
      {
        area: 'auto-alloc',
        id: 'auto-alloc-for-null',
        breaks: 'AUTO_ALLOC allocates an element for a NULL marker too.',
        dialects: ['qemu-11.1', 'qemu-11.2'],
      },
      (right) => ({
        next(machine, field, address, size) {
          const element = right.next(machine, field, address, size);
          const allocates = (field.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
          if (element === SKIPPED && allocates) right.allocateObject(machine, field, address);
          return element;
        },
      }),
    ),
  ];
}
