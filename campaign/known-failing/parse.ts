import { samePattern, type KnownEntry, type KnownList } from './entry.ts';
import { parsePattern } from './pattern.ts';

interface Problem {
  readonly problem: string;
}

/** Reads a known-failing list, or says in one line, naming file and line, what is wrong with it. */
export function parseKnownFailing(text: string, file: string): KnownList | Problem {
  const entries: KnownEntry[] = [];
  let top: readonly string[] = [];
  let waiting: string[] = [];
  for (const [i, raw] of linesOf(text).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) {
      waiting.push(line);
      continue;
    }
    const read = parseEntry(line, i + 1);
    if ('problem' in read) return { problem: `${file}:${i + 1}: ${read.problem}` };
    const twin = entries.find(({ pattern }) => samePattern(pattern, read.pattern));
    if (twin !== undefined) return { problem: `${file}:${i + 1}: the same pattern as in line ${twin.line}` };
    if (entries.length === 0) top = waiting;
    entries.push({ ...read, comments: entries.length === 0 ? [] : waiting.filter((each) => each !== '') });
    waiting = [];
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return entries.length === 0
    ? { file, top: waiting, entries, end: [], eol }
    : { file, top, entries, end: waiting.filter((each) => each !== ''), eol };
}

/** Editors leave a byte order mark and any line ending; the last line may have none. */
function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function parseEntry(line: string, number: number): KnownEntry | Problem {
  const [text = '', reason = '', link = '', ...more] = line.split('|').map((part) => part.trim());
  if (more.length > 0) return { problem: "too many '|': a line is '<pattern> | <reason> | <link>'" };
  const pattern = parsePattern(text);
  if ('problem' in pattern) return pattern;
  if (reason === '') return { problem: "a reason is missing: a line is '<pattern> | <reason> | <link>'" };
  return { line: number, text, pattern, reason, link, comments: [] };
}
