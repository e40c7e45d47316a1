/** Which violations an entry knows; a part that is null is not asked about. */
export interface Pattern {
  /** A law id, `*` standing for anything. */
  readonly law: string | null;
  /** A rule id, `*` standing for anything. */
  readonly rule: string | null;
  /** The beginning of a case id. */
  readonly case: string | null;
}

/** One line of a known-failing list. */
export interface KnownEntry {
  /** Its line in the file, from 1; 0 in an entry that no file has yet. */
  readonly line: number;
  /** The pattern as it was written. */
  readonly text: string;
  readonly pattern: Pattern;
  readonly reason: string;
  /** Where it is being worked on; empty: nowhere. */
  readonly link: string;
  /** The comment lines right above it. */
  readonly comments: readonly string[];
}

/** A known-failing file. */
export interface KnownList {
  readonly file: string;
  /** Comments and blank lines before the first entry. */
  readonly top: readonly string[];
  readonly entries: readonly KnownEntry[];
  /** Comments behind the last entry. */
  readonly end: readonly string[];
  readonly eol: '\n' | '\r\n';
}

/** True when the text matches the glob, in which `*` stands for anything. */
export function globMatches(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

/** True when two patterns ask the same. */
export function samePattern(a: Pattern, b: Pattern): boolean {
  return a.law === b.law && a.rule === b.rule && a.case === b.case;
}
