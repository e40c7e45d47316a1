import { plural } from '../../vmstate/plural.ts';
import { copyBytes } from '../../vmstate/slab.ts';

/** True when both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array, length: number = Math.max(a.length, b.length)): boolean {
  if (a.length < length || b.length < length) return false;
  // A native comparison pays for its call only on longer runs.
  if (length > 96) return Buffer.compare(cut(a, length), cut(b, length)) === 0;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function cut(bytes: Uint8Array, length: number): Uint8Array {
  return bytes.length === length ? bytes : bytes.subarray(0, length);
}

/** The offset of the first difference; the shorter length when one is the other's beginning; -1 when equal. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? -1 : shorter;
}

/** One after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Bytes behind the state. The first is QEMU's end-of-stream mark: never that of a subsection. */
const trailer = [0x00, 0x30, 0x05, 0x31] as const;

/** The state with a few bytes behind it that are none of a load's business. */
export function withTrailer(wire: Uint8Array): Uint8Array {
  const stream = copyBytes(wire, wire.length, trailer.length);
  for (let i = 0; i < trailer.length; i++) stream[wire.length + i] = trailer[i] ?? 0;
  return stream;
}

/** What two streams differ by first, in one line: `byte 0 is 4e instead of 30`. */
export function bytesText(expected: Uint8Array, received: Uint8Array): string {
  const at = firstDifference(expected, received);
  const shown = (bytes: Uint8Array): string => bytes[at]?.toString(16).padStart(2, '0') ?? 'missing';
  return expected.length === received.length
    ? `byte ${at} of ${expected.length} is ${shown(received)} instead of ${shown(expected)}`
    : `${plural(received.length, 'byte')} instead of ${expected.length}, the first difference at byte ${at}`;
}
