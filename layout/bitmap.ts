import type { Memory } from '../vmstate/host/memory.ts';

/** Size of a bitmap in host memory: whole `unsigned long`s, which have the size of a pointer. */
export function bitmapBytes({ abi }: Memory, bits: number): number {
  return Math.ceil(Math.max(0, bits) / (8 * abi.pointerSize)) * abi.pointerSize;
}

/**
 * Stores a bitmap's wire bytes as `unsigned long`s in host order, `bytes` in
 * all (vmstate-types.c: get_bitmap, load_bitmap in 11.1). A 64-bit word is two
 * longs on a 32-bit host, the low one first; the high one of the last word may
 * be missing, and its bits are dropped.
 */
export function storeBitmap(memory: Memory, at: number, bytes: number, value: Uint8Array): void {
  const { pointerSize, byteOrder } = memory.abi;
  const swap = byteOrder === 'little' ? 0 : pointerSize - 1;
  // Byte i has bits 8i to 8i + 7; on the wire each group of eight bytes is reversed.
  for (let i = 0; i < bytes; i++) memory.bytes[at + (i ^ swap)] = value[i ^ 7] ?? 0;
}
