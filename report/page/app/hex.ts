/** Number of bytes that `hex` spells. */
export function lengthOf(hex: string): number {
  return hex.length / 2;
}

/** The byte at `at` as two digits; null: there is none. */
export function byteAt(hex: string, at: number): string | null {
  return at < hex.length / 2 ? hex.slice(2 * at, 2 * at + 2) : null;
}

/** `00 2a ff`; at most `most` bytes. */
export function spaced(hex: string, most: number = Infinity): string {
  const bytes = hex.match(/../g) ?? [];
  return bytes.length <= most ? bytes.join(' ') : `${bytes.slice(0, most).join(' ')} …`;
}

/** The first byte in which two differ, a missing one being a difference; -1: they do not. */
export function firstDifference(left: string, right: string): number {
  const longest = Math.max(lengthOf(left), lengthOf(right));
  for (let at = 0; at < longest; at++) if (byteAt(left, at) !== byteAt(right, at)) return at;
  return -1;
}
