import { reach } from './access.ts';
import { getBe32 } from './input.ts';
import type { Machine } from './machine.ts';
import { reserve } from './output.ts';

/*
 * A bitmap lies in memory as `unsigned long` words, lowest bits first, and on
 * the wire as 64-bit words. Where a long has 32 bits, two make a word; the
 * last may have none for its high half.
 */

/** 64-bit words of so many bits: a size_t that wraps where 63 are added to a small negative int. */
function wordsOf(bits: number): number {
  if (bits < 0) return bits > -64 ? 0 : Infinity;
  return Math.ceil(bits / 64);
}

/** Whether word `index` has a high half in a memory of 32-bit longs. */
function hasHigh(bits: number, index: number): boolean {
  return bits < 0 || 2 * index + 1 < Math.ceil(bits / 32);
}

/** `bits` is the int that VMS_VBUFFER read. QEMU 10.2: vmstate-types.c:put_bitmap; 11.1: save_bitmap. */
export function putBitmap(machine: Machine, address: number, bits: number): void {
  const words = wordsOf(bits);
  const bitmap = { address, bits };
  for (let i = 0; i < words; i++) {
    const low = wordPart(machine, bitmap, i, 'low');
    const high = wordPart(machine, bitmap, i, 'high');
    const at = reserve(machine.output, 8);
    machine.output.view.setInt32(at, high);
    machine.output.view.setInt32(at + 4, low);
  }
}

interface Bitmap {
  readonly address: number;
  readonly bits: number;
}

function wordPart(machine: Machine, bitmap: Bitmap, index: number, half: 'low' | 'high'): number {
  const at = partAddress(machine, bitmap, index, half);
  if (at === undefined) return 0;
  reach(machine, at, 4, false);
  return machine.view.getInt32(at, machine.little);
}

/** Half of a word in memory; undefined where there is none. */
function partAddress(
  machine: Machine,
  { address, bits }: Bitmap,
  index: number,
  half: 'low' | 'high',
): number | undefined {
  const word = address + 8 * index;
  const isHigh = half === 'high';
  if (machine.pointerSize === 8) return word + (isHigh === machine.little ? 4 : 0);
  if (!isHigh) return word;
  return hasHigh(bits, index) ? word + 4 : undefined;
}

/** Bits beyond the last are stored too, as far as there is a long for them. QEMU 10.2: vmstate-types.c:get_bitmap; 11.1: load_bitmap. */
export function getBitmap(machine: Machine, address: number, bits: number): void {
  const words = wordsOf(bits);
  const bitmap = { address, bits };
  for (let i = 0; i < words; i++) {
    const high = getBe32(machine.input);
    const low = getBe32(machine.input);
    storePart(machine, partAddress(machine, bitmap, i, 'low'), low);
    storePart(machine, partAddress(machine, bitmap, i, 'high'), high);
  }
}

function storePart(machine: Machine, at: number | undefined, part: number): void {
  if (at === undefined) return;
  reach(machine, at, 4, true);
  machine.view.setInt32(at, part, machine.little);
}
