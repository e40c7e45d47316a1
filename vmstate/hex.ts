import { freshBytes } from './slab.ts';

const BAD = 0xff;

/** The value of a lower-case hex digit by its character code. */
const digits = new Uint8Array(128).fill(BAD);
for (let value = 0; value < 16; value += 1) digits[value.toString(16).charCodeAt(0)] = value;

/**
 * Writes the bytes that `hex` spells to `bytes` at `start`. Returns the index
 * of the first pair that is not two lower-case hex digits, or null if all are.
 * The strings are short: a loop that checks as it goes is faster than a call
 * into the runtime, which accepts upper case and stops silently at anything else.
 */
export function writeHex(hex: string, bytes: Uint8Array, start: number): number | null {
  let at = start;
  for (let i = 0; i < hex.length; i += 2) {
    const high = digits[hex.charCodeAt(i)] ?? BAD;
    const low = digits[hex.charCodeAt(i + 1)] ?? BAD;
    if ((high | low) === BAD) return i;
    bytes[at++] = (high << 4) | low;
  }
  return null;
}

/** The bytes that `hex` spells; null if it is not pairs of lower-case hex digits. */
export function bytesOfHex(hex: string): Uint8Array | null {
  const bytes = freshBytes(hex.length >> 1);
  return writeHex(hex, bytes, 0) === null ? bytes : null;
}
