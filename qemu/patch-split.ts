/** What one patch does to one file. */
export interface FilePatch {
  /** Inside the tree: the `a/` or `b/` of git is gone. */
  readonly path: string;
  /** The lines that name the file. */
  readonly header: string;
  /** Each from its `@@` line on. */
  readonly hunks: readonly string[];
}

function pathOf(line: string): string {
  // A tab and a date may follow; git's prefix is one folder.
  const name = line.slice(4).split('\t')[0]?.trim() ?? '';
  return name === '/dev/null' ? name : name.replace(/^[^/]*\//, '');
}

/** How many lines of the old and the new file a hunk's first line promises. */
function promised(line: string): { old: number; new: number } | undefined {
  const match = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
  if (match === null) return undefined;
  return { old: Number(match[1] ?? 1), new: Number(match[2] ?? 1) };
}

/**
 * Takes a patch (plain, from git, or as a mail) apart. Where a hunk ends is
 * counted, not guessed: a removed line `-- x` looks like the next file's name.
 */
export function splitPatch(text: string): FilePatch[] {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const files: { path: string; header: string; hunks: string[] }[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const next = lines[at + 1] ?? '';
    const counts = promised(line);
    const file = files.at(-1);
    if (line.startsWith('--- ') && next.startsWith('+++ ')) {
      const path = pathOf(next) === '/dev/null' ? pathOf(line) : pathOf(next);
      files.push({ path, header: `${line}\n${next}\n`, hunks: [] });
      at += 2;
    } else if (counts !== undefined && file !== undefined) {
      const end = endOfHunk(lines, at + 1, counts);
      file.hunks.push(`${lines.slice(at, end).join('\n')}\n`);
      at = end;
    } else {
      at += 1;
    }
  }
  return files.filter((file) => file.hunks.length > 0);
}

function endOfHunk(lines: readonly string[], from: number, counts: { old: number; new: number }): number {
  let { old, new: added } = counts;
  let at = from;
  while (at < lines.length && (old > 0 || added > 0)) {
    const sign = (lines[at] ?? '')[0] ?? ' ';
    if (sign === '-' || sign === ' ') old -= 1;
    if (sign === '+' || sign === ' ') added -= 1;
    at += 1;
  }
  // "\ No newline at end of file" belongs to the line before it.
  return (lines[at] ?? '').startsWith('\\') ? at + 1 : at;
}
