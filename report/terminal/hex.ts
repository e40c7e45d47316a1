/** `00 2a ff` */
export function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Hex of at most `most` bytes, and how many there are when that is not all. */
export function shortHex(bytes: Uint8Array, most = 16): string {
  if (bytes.length === 0) return '(no bytes)';
  return bytes.length <= most ? hexBytes(bytes) : `${hexBytes(bytes.subarray(0, most))} … (${bytes.length} bytes)`;
}

/** Index of the first byte in which two strings of bytes differ, a missing byte being a difference; -1 when equal. */
export function firstDifferentByte(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? -1 : common;
}
