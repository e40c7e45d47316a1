import type { Gap } from './gaps.ts';
import type { SourceLine } from './gcov.ts';

/**
 * Why code is not reached. It is found by names that stand on the line which
 * would lead there, not by line numbers: those change with every release.
 */
export interface Excuse {
  /** The function that holds the code; null: any function of the file. */
  readonly function: string | null;
  /** All these names stand on the line that would lead there; none: nothing of the function is reached. */
  readonly words: readonly string[];
  readonly why: string;
  /** It excuses branches only: a line that is not reached needs another excuse. */
  readonly only?: 'branches';
  /** Chance decides whether a run reaches it; it may be reached, too. */
  readonly rare?: true;
}

export function explains(excuse: Excuse, gap: Gap): boolean {
  if (excuse.function !== null && excuse.function !== gap.function) return false;
  if (excuse.only === 'branches' && gap.lines.length > 0) return false;
  if (excuse.words.length === 0) return gap.whole;
  const leading = gap.from === null ? gap.lines : [gap.from];
  return leading.some((line) => says(line, excuse.words));
}

/** What is wrong with the excuse by now, or null. */
export function staleness(excuse: Excuse, gaps: readonly Gap[], lines: readonly SourceLine[]): string | null {
  const meant = lines.filter(
    (line) => (excuse.function === null || line.function === excuse.function) && says(line, excuse.words),
  );
  if (meant.length === 0) return 'is for code that is not there';
  if (excuse.rare === true) return null;
  if (!gaps.some((gap) => explains(excuse, gap))) return 'is for code that is reached';
  const complete = meant.find(({ branches }) => branches.length > 0 && !branches.includes(0));
  return complete === undefined ? null : `fits line ${complete.line}, too, all of whose branches are taken`;
}

/** What the excuse is for, as it can be found in the table. */
export function excuseName({ function: name, words }: Excuse): string {
  return [name ?? 'any function', ...words].join(' ');
}

function says({ text }: SourceLine, words: readonly string[]): boolean {
  const said = new Set(text.split(/\W+/));
  return words.every((word) => said.has(word));
}
