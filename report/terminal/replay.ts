import { defaultLevelOf } from '../../campaign/level.ts';
import type { CampaignResult, Failure } from '../../campaign/result.ts';

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
  const [flag, engine] = engineFlags;
  const usual = defaultLevelOf(flag === '--engine' ? engine : undefined);
  const level = result.level === usual ? [] : ['--level', result.level];
  const words = [...engineFlags, '--dialect', result.dialect, ...which, ...level, '--law', failure.violation.law];
  return checkCommand(words);
}

/** `check` with these words, as a POSIX shell takes them. */
export function checkCommand(words: readonly string[]): string {
  return ['npx vmstate-conformance check', ...words.map(quote)].join(' ');
}

/** A word as a POSIX shell takes it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
