import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { loadInt32, loadPointer, loadUint16, loadUint8 } from './access.ts';
import type { Machine } from './machine.ts';

const COUNTED =
  VMS.ARRAY | VMS.VARRAY_INT32 | VMS.VARRAY_UINT32 | VMS.VARRAY_UINT16 | VMS.VARRAY_UINT8 | VMS.MULTIPLY_ELEMENTS;

/**
 * How many elements a field has: a C int, so that a uint32 count of 2^31 or
 * more is negative. QEMU 10.2, 11.1: vmstate.c:vmstate_n_elems (the multiplier
 * only in 10.2; 11.1 has no such flag and features.ts refuses it).
 */
export function fieldElementCount(machine: Machine, field: VMStateField, opaque: number): number {
  const { flags } = field;
  if ((flags & COUNTED) === 0) return 1;
  const n = rawCount(machine, field, opaque);
  return (flags & VMS.MULTIPLY_ELEMENTS) !== 0 ? Math.imul(n, field.num) : n;
}

function rawCount(machine: Machine, field: VMStateField, opaque: number): number {
  const { flags } = field;
  const at = opaque + field.num_offset;
  if ((flags & VMS.ARRAY) !== 0) return field.num | 0;
  if ((flags & (VMS.VARRAY_INT32 | VMS.VARRAY_UINT32)) !== 0) return loadInt32(machine, at);
  if ((flags & VMS.VARRAY_UINT16) !== 0) return loadUint16(machine, at);
  if ((flags & VMS.VARRAY_UINT8) !== 0) return loadUint8(machine, at);
  return 1;
}

/** QEMU 10.2: vmstate.c:vmstate_size. A C int. */
export function describedSize(machine: Machine, field: VMStateField, opaque: number): number {
  if ((field.flags & VMS.VBUFFER) === 0) return field.size | 0;
  const size = loadInt32(machine, opaque + field.size_offset);
  return (field.flags & VMS.MULTIPLY) !== 0 ? Math.imul(size, field.size) : size;
}

/** QEMU 11.1: vmstate.c:vmstate_size: the entry of an array of pointers is a pointer. */
export function entrySize(machine: Machine, field: VMStateField, opaque: number): number {
  const isSlot = (field.flags & (VMS.VBUFFER | VMS.ARRAY_OF_POINTER)) === VMS.ARRAY_OF_POINTER;
  return isSlot ? machine.pointerSize : describedSize(machine, field, opaque);
}

/** QEMU 10.2, 11.1: the address arithmetic of vmstate.c's two loops. */
export function elementAddress(_field: VMStateField, first: number, size: number, index: number): number {
  return first + Math.imul(size, index);
}

/** The one dereference of VMS_POINTER, and that of each slot of VMS_ARRAY_OF_POINTER. */
export function dereference(machine: Machine, _field: VMStateField, slot: number): number {
  return loadPointer(machine, slot);
}
