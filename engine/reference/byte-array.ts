import { loadPointer, reach, replacePointer } from './access.ts';
import { allocate } from './allocate.ts';
import { getBe32 } from './input.ts';
import type { Machine } from './machine.ts';
import { reserve } from './output.ts';

/* A GByteArray: a pointer to its data, and a uint32 that says how many there are. */

/** The length that the array says it has. */
export function heldBy(machine: Machine, array: number): number {
  reach(machine, array + machine.pointerSize, 4, false);
  return machine.view.getUint32(array + machine.pointerSize, machine.little);
}

/** `putBytes` writes what the data are. QEMU 11.1: vmstate-types.c:put_g_byte_array. */
export function putByteArray(machine: Machine, address: number, putBytes: (at: number, length: number) => void): void {
  const array = loadPointer(machine, address);
  const length = heldBy(machine, array);
  const at = reserve(machine.output, 4);
  machine.output.view.setUint32(at, length);
  putBytes(loadPointer(machine, array), length);
}

/** `getBytes` takes what the stream has. QEMU 11.1: vmstate-types.c:get_g_byte_array. */
export function getByteArray(machine: Machine, address: number, getBytes: (at: number, length: number) => void): void {
  const array = loadPointer(machine, address);
  const length = getBe32(machine.input) >>> 0;
  machine.ops.setArraySize(machine, array, length);
  getBytes(loadPointer(machine, array), length);
}

/**
 * More bytes than before need new data, which begin with the old ones. glib:
 * garray.c:g_byte_array_set_size, without the room that it keeps in reserve.
 */
export function setArraySize(machine: Machine, array: number, length: number): void {
  const held = heldBy(machine, array);
  if (length > held) {
    const old = loadPointer(machine, array);
    if (held > 0) reach(machine, old, held, false);
    const data = allocate(machine, length, machine.ops.garbage);
    if (held > 0) machine.bytes.copyWithin(data, old, old + held);
    replacePointer(machine, array, data);
  }
  reach(machine, array + machine.pointerSize, 4, true);
  machine.view.setUint32(array + machine.pointerSize, length, machine.little);
}
