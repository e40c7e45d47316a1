import { freshBytes } from '../../vmstate/slab.ts';

/**
 * A place in the text of a response. These readers know only the one way in
 * which JSON is written without blanks and escapes; whatever else an engine
 * writes is for JSON.parse. Where one does not find what it looks for, the
 * place it leaves is of no use any more.
 */
export interface Scan {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
}

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Digits of a number that is surely an integer still. */
const MOST_DIGITS = 15;

/** Passes over `text` if it comes next. */
export function scanLiteral(scan: Scan, text: string): boolean {
  const { bytes, at } = scan;
  if (at + text.length > scan.end) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  scan.at = at + text.length;
  return true;
}

/** The byte that comes next, if any does. */
export function peek(scan: Scan): number | undefined {
  return scan.at < scan.end ? scan.bytes[scan.at] : undefined;
}

/** An integer as JSON writes it, or NaN. */
export function scanInteger(scan: Scan): number {
  const { bytes } = scan;
  const negative = peek(scan) === MINUS;
  const start = negative ? scan.at + 1 : scan.at;
  const limit = Math.min(scan.end, start + MOST_DIGITS);
  let value = 0;
  let at = start;
  for (; at < limit; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = 10 * value + digit;
  }
  scan.at = at;
  const length = at - start;
  if (length === 0 || length === MOST_DIGITS || (length > 1 && bytes[start] === ZERO) || (negative && value === 0))
    return NaN;
  return negative ? -value : value;
}

/** What a lower-case digit is worth in each place; -1 for everything else. */
const low = new Int16Array(256).fill(-1);
const high = new Int16Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) {
  const code = value.toString(16).charCodeAt(0);
  low[code] = value;
  high[code] = value << 4;
}

/** Reads `count` bytes in hex into `target` at `start`, if so many come next. */
export function hexInto(scan: Scan, target: Uint8Array, start: number, count: number): boolean {
  const { bytes } = scan;
  let at = scan.at;
  if (at + 2 * count > scan.end) return false;
  let seen = 0;
  for (let i = 0; i < count; i += 1) {
    const byte = (high[bytes[at] ?? 0] ?? -1) | (low[bytes[at + 1] ?? 0] ?? -1);
    seen |= byte;
    target[start + i] = byte;
    at += 2;
  }
  scan.at = at;
  return seen >= 0;
}

/** How many bytes the hex up to the next quote spells; half a byte if something is wrong. */
export function hexLength(scan: Scan): number {
  const quote = scan.bytes.indexOf(QUOTE, scan.at);
  return quote === -1 || quote > scan.end ? 0.5 : (quote - scan.at) / 2;
}

/** Bytes in hex up to the next quote, or null. */
export function scanHexBytes(scan: Scan): Uint8Array | null {
  const length = hexLength(scan);
  if (!Number.isInteger(length)) return null;
  const bytes = freshBytes(length);
  return hexInto(scan, bytes, 0, length) ? bytes : null;
}
