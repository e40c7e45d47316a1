/** The value of a bitmap without the bits from `bits` on, except those in its last `unsigned long` on a host with this pointer size. */
export function withoutBitsFrom(value: Uint8Array, bits: number, pointerSize: 4 | 8): Uint8Array {
  const long = 8 * pointerSize;
  const end = Math.ceil(Math.max(0, bits) / long) * long;
  // Bits 0 to 7 of a word are in its last byte.
  return value.map((byte, i) => ((i ^ 7) * 8 >= end ? 0 : byte));
}
