import { caseToken } from '../../campaign/corpus/token.ts';
import { defaultLevelOf } from '../../campaign/level.ts';
import type { CampaignResult, Failure } from '../../campaign/result.ts';
import type { Level } from '../../spec/rules/rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';

/** How a failure can be replayed. */
export interface ReplaySource {
  /** `--engine reference` or `--engine-cmd …`, as words. */
  readonly engineFlags: readonly string[];
  /** Replaces the command line, for callers of the library; absent: the command line. */
  readonly line?: ((result: CampaignResult, failure: Failure) => string) | undefined;
}

/** The command that replays a failure. */
export function replayLine(source: ReplaySource, result: CampaignResult, failure: Failure): string {
  const { engineFlags, line } = source;
  if (line !== undefined) return line(result, failure);
  const which =
    result.kind === 'generated'
      ? ['--seed', String(result.seed), '--run', String(failure.run)]
      : ['--case', result.from];
  const { dialect, level } = result;
  return checkLine({ engineFlags, dialect, level, which, law: failure.violation.law });
}

/** What a terminal and a shell take without trouble. */
const LONGEST_LINE = 4000;

/** The command that judges just the case that is shown, whatever shrinking another run does; null: it is too long, or for callers of the library. */
export function exactLine(
  { engineFlags, line }: ReplaySource,
  result: CampaignResult,
  failure: Failure,
): string | null {
  if (line !== undefined) return null;
  const { dialect, level } = result;
  const exact = keptLine({ engineFlags, dialect, level, which: [caseToken(failure.smallest)] });
  return exact.length > LONGEST_LINE ? null : exact;
}

/** A case, and how it is judged. */
export interface ReplayedCase {
  readonly engineFlags: readonly string[];
  readonly dialect: Dialect;
  readonly level: Level;
  /** The words that select the case. */
  readonly which: readonly string[];
  readonly law: string;
}

/** The command that judges one case by one law. */
export function checkLine({ engineFlags, dialect, level, which, law }: ReplayedCase): string {
  const words = [...engineFlags, '--dialect', dialect, ...which, ...levelWords(engineFlags, level), '--law', law];
  return checkCommand(words);
}

/** The command that judges a kept case again: a file of a corpus, or a token. */
export function keptLine({
  engineFlags,
  dialect,
  level,
  which,
}: Pick<ReplayedCase, 'engineFlags' | 'dialect' | 'level' | 'which'>): string {
  const words = [...which, ...engineFlags, '--dialect', dialect, ...levelWords(engineFlags, level)];
  return ['npx vmstate-conformance replay', ...words.map(quote)].join(' ');
}

/** Nothing for the level that is usual for the engine. */
function levelWords([flag, engine]: readonly string[], level: Level): string[] {
  return level === defaultLevelOf(flag === '--engine' ? engine : undefined) ? [] : ['--level', level];
}

/** `check` with these words, as a POSIX shell takes them. */
export function checkCommand(words: readonly string[]): string {
  return ['npx vmstate-conformance check', ...words.map(quote)].join(' ');
}

/** A word as a POSIX shell takes it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
