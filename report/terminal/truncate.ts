import { visibleText } from '../../vmstate/visible-text.ts';
import { grouped } from './words.ts';

/*
 * Truncates text that is too long to read: names of hundreds of characters,
 * megabytes of zeros.
 */

/** Words up to this length are not truncated. */
const LONGEST = 80;

/** Characters kept at the start and the end of a longer word. */
const HEAD = 32;
const TAIL = 12;

/** Runs of at least this many equal bytes are replaced by their length. */
const RUN = 16;

/** A long word: no quotes, and no punctuation that separates the items of a list. */
const words = new RegExp(String.raw`[^\s"',;:()[\]{}]{${LONGEST + 1},}`, 'g');

/** Truncates long words and escapes control characters; the result is one line. */
export function truncate(text: string): string {
  return visibleText(text).replace(words, (word) => (isHex(word) ? shortRuns(word) : shortWord(word)));
}

/** Megabytes are too much for an expression with a group that repeats. */
function isHex(word: string): boolean {
  return word.length % 2 === 0 && !/[^0-9a-f]/.test(word);
}

function truncateLines(text: string): string {
  return text.split('\n').map(truncate).join('\n');
}

/** `aaaaaaaa…aaaa/extra (300 characters)` */
function shortWord(word: string): string {
  const letters = Array.from(word);
  return letters.length <= LONGEST
    ? word
    : `${letters.slice(0, HEAD).join('')}…${letters.slice(-TAIL).join('')} (${count(letters.length, 'character')})`;
}

/** `00ff … 2,097,152 bytes of 00 … ee`; other bytes are truncated as a word. */
function shortRuns(hex: string): string {
  const parts: string[] = [];
  let mixed = '';
  for (let at = 0; at < hex.length;) {
    const byte = hex.slice(at, at + 2);
    let end = at + 2;
    while (hex.startsWith(byte, end)) end += 2;
    const length = (end - at) / 2;
    if (length < RUN) {
      mixed += hex.slice(at, end);
    } else {
      if (mixed !== '') parts.push(mixed);
      mixed = '';
      parts.push(`${count(length, 'byte')} of ${byte}`);
    }
    at = end;
  }
  if (mixed !== '') parts.push(mixed);
  return parts.map(shortWord).join(' … ');
}

function count(n: number, what: string): string {
  return `${grouped(n)} ${what}${n === 1 ? '' : 's'}`;
}

/** Truncates two texts around their first difference. */
export function aroundDifference(a: string, b: string): readonly [string, string] {
  const longest = BEFORE + BEHIND;
  if (a.length <= longest && b.length <= longest) return [truncateLines(a), truncateLines(b)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - BEFORE);
  return [cut(a, from), cut(b, from)];
}

const BEFORE = 120;
const BEHIND = 280;

function cut(text: string, from: number): string {
  const to = from + BEFORE + BEHIND;
  const left = text.length - to;
  const inside = truncateLines(text.slice(from, to));
  return `${from > 0 ? `(${count(from, 'character')} alike) …` : ''}${inside}${left > 0 ? `… (${count(left, 'character')} more)` : ''}`;
}
