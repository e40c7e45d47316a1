/*
 * What nobody reads is told by its length: names of hundreds of characters,
 * megabytes of zeros.
 */

/** Words up to this length are left alone. */
const LONGEST = 80;

/** What is kept of a longer one: its beginning and its end. */
const HEAD = 32;
const TAIL = 12;

/** So many equal bytes in a row are counted. */
const RUN = 16;

/** What is read as one word: neither quotes nor what parts the items of a list. */
const words = new RegExp(String.raw`[^\s"',;:()[\]{}]{${LONGEST + 1},}`, 'g');

/** The text, of one line, with its long words cut and whatever would break the line made visible. */
export function elide(text: string): string {
  return visible(text).replace(words, (word) => (/^(?:[0-9a-f]{2})+$/.test(word) ? shortRuns(word) : shortWord(word)));
}

function elideLines(text: string): string {
  return text.split('\n').map(elide).join('\n');
}

/** Names may hold anything, and so may what an engine says: a terminal would obey some of it. */
const letters: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
const controls = /[\p{Cc}\u2028\u2029]/gu;

function visible(text: string): string {
  return text.replace(
    controls,
    (control) => letters.get(control) ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `aaaaaaaa…aaaa/extra (300 characters)` */
function shortWord(word: string): string {
  const letters = Array.from(word);
  return letters.length <= LONGEST
    ? word
    : `${letters.slice(0, HEAD).join('')}…${letters.slice(-TAIL).join('')} (${count(letters.length, 'character')})`;
}

/** `00ff … 2,097,152 bytes of 00 … ee`; bytes that differ from their neighbours are a word as any. */
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
  return `${n.toLocaleString('en-GB')} ${what}${n === 1 ? '' : 's'}`;
}

/** Two texts that may be long: both cut around the place where they begin to differ. */
export function aroundDifference(a: string, b: string): readonly [string, string] {
  const longest = BEFORE + BEHIND;
  if (a.length <= longest && b.length <= longest) return [elideLines(a), elideLines(b)];
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
  const inside = elideLines(text.slice(from, to));
  return `${from > 0 ? `(${count(from, 'character')} alike) …` : ''}${inside}${left > 0 ? `… (${count(left, 'character')} more)` : ''}`;
}
