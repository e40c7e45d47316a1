import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { loadUnsigned } from './access.ts';
import { Fault } from './fault.ts';
import type { Machine } from './machine.ts';
import { TOO_LARGE } from './ops.ts';
import { RUNAWAY } from './output.ts';

/*
 * Counts and sizes as QEMU's development tree reads them (to become 11.2):
 * unsigned, each as wide as its member, and refused where a product or an
 * allocation cannot be. VMS_VARRAY is the flag for a count of any width.
 */

/** QEMU 11.2: vmstate.c:vmstate_n_elems. */
export function ownCount(machine: Machine, field: VMStateField, opaque: number): number {
  const { flags, num_width: width } = field;
  if ((flags & VMS.NO_STATE) !== 0) return 0;
  if ((flags & VMS.ARRAY) !== 0) return field.num;
  if ((flags & VMS.VARRAY) === 0) return 1;
  if (width === undefined) throw new Fault('assertion: ', 'a count without a width');
  return loadUnsigned(machine, opaque + field.num_offset, width);
}

/** QEMU 11.2: vmstate.c:vmstate_size, which fails where a product does not fit 64 bits. */
export function ownSize(machine: Machine, field: VMStateField, opaque: number): number {
  const { flags, size_width: width = 4 } = field;
  if ((flags & VMS.VBUFFER) === 0) return (flags & VMS.ARRAY_OF_POINTER) !== 0 ? machine.pointerSize : field.size;
  const held = loadUnsigned(machine, opaque + field.size_offset, width);
  if ((flags & VMS.MULTIPLY) === 0) return held;
  return held * field.size < 2 ** 64 ? held * field.size : TOO_LARGE;
}

/** QEMU 11.2: vmstate.c:vmstate_handle_alloc tries, and a host has no more than this. */
export function fitsWidth(_machine: Machine, size: number, count: number): boolean {
  return size * count <= RUNAWAY;
}

/** Nothing wraps. */
export function ownElement(_field: VMStateField, first: number, size: number, index: number): number {
  return first + size * index;
}
