/** The bitmap's value with no bit set from `bits` on, for a host with such pointers: in its last `unsigned long` they may be. */
export function withoutBitsFrom(value: Uint8Array, bits: number, pointerSize: 4 | 8): Uint8Array {
  const long = 8 * pointerSize;
  const end = Math.ceil(Math.max(0, bits) / long) * long;
  // Bits 0 to 7 of a word are its last byte.
  return value.map((byte, i) => ((i ^ 7) * 8 >= end ? 0 : byte));
}
