import { freshBytes } from '../../vmstate/slab.ts';
import { writeHex } from '../../vmstate/hex.ts';
import { protocolFault, show } from './fault.ts';

/** Writes the bytes that `hex` spells to `bytes` at `start`; `member` names it where it spells none. */
export function decodeHexInto(hex: string, bytes: Uint8Array, start: number, member: string): void {
  const wrong = writeHex(hex, bytes, start);
  if (wrong !== null)
    protocolFault(`${member} is not pairs of lower-case hex digits: ${show(hex.slice(wrong, wrong + 20))}`);
}

export function decodeHex(value: unknown, member: string): Uint8Array {
  if (typeof value !== 'string') return protocolFault(`${member} is not a string: ${show(value)}`);
  const bytes = freshBytes(value.length >> 1);
  decodeHexInto(value, bytes, 0, member);
  return bytes;
}
