import { freshBytes } from '../../vmstate/slab.ts';
import { fault, show } from './fault.ts';

const BAD = 0xff;

/** The value of a lower-case hex digit by its character code. */
const digits = new Uint8Array(128).fill(BAD);
for (let value = 0; value < 16; value += 1) digits[value.toString(16).charCodeAt(0)] = value;

/**
 * Writes the bytes that `hex` spells to `bytes` at `start`. The strings are
 * short: a loop that checks as it goes beats a call into the runtime, which
 * would take upper case and stop in silence at anything else.
 */
export function writeHex(hex: string, bytes: Uint8Array, start: number, member: string): void {
  let at = start;
  for (let i = 0; i < hex.length; i += 2) {
    const high = digits[hex.charCodeAt(i)] ?? BAD;
    const low = digits[hex.charCodeAt(i + 1)] ?? BAD;
    if ((high | low) === BAD) fault(`${member} is not pairs of lower-case hex digits: ${show(hex.slice(i, i + 20))}`);
    bytes[at++] = (high << 4) | low;
  }
}

export function decodeHex(value: unknown, member: string): Uint8Array {
  if (typeof value !== 'string') return fault(`${member} is not a string: ${show(value)}`);
  const bytes = freshBytes(value.length >> 1);
  writeHex(value, bytes, 0, member);
  return bytes;
}
