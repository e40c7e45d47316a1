import { tooFew } from '../campaign/features.ts';
import type { KnownList } from '../campaign/known-failing/entry.ts';
import { parseKnownFailing } from '../campaign/known-failing/parse.ts';
import type { Engine } from '../engine/engine.ts';
import type { Law } from '../spec/law.ts';
import { allLaws, selectLaws } from '../spec/laws/index.ts';
import type { Level } from '../spec/rules/rules.ts';
import { dialects, isDialect, type Dialect } from '../vmstate/dialect.ts';

/**
 * What decides about one case.
 *
 * @since 0.1.0
 */
export interface JudgeOptions {
  /** Only laws whose id matches one of these globs (`save/*`). Default: every law. */
  readonly laws?: readonly string[] | undefined;
  /**
   * The level of rules that decide: `must`, `should` (includes `must`) or `quirk` (every rule).
   * Crashes, hangs and protocol errors fail at every level. Default: `must`.
   */
  readonly level?: Level | undefined;
}

/**
 * What decides about a campaign.
 *
 * @since 0.1.0
 */
export interface CheckOptions extends JudgeOptions {
  /** The release whose behaviour is the standard. Default: the dialect in the engine's `hello`. */
  readonly dialect?: Dialect | undefined;
  /** Number of cases, from 1 to 2³¹ − 1. Default: 10,000. */
  readonly runs?: number | undefined;
  /** Decides every case; a signed 32-bit integer. Default: random. The result names it. */
  readonly seed?: number | undefined;
  /** Replays this run of the seed alone; `runs` is then ignored. */
  readonly run?: number | undefined;
  /** The text of a known-failing list (docs/known-failing.md): these failures pass, and must still fail. */
  readonly knownFailing?: string | undefined;
  /** Stops the campaign when aborted; the result then covers the cases run so far. */
  readonly signal?: AbortSignal | undefined;
  /** Called every few hundred cases with the number of cases run. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Options that can be used as they are. */
export interface CampaignSettings {
  readonly dialect: Dialect;
  readonly seed: number;
  readonly runs: number;
  readonly firstRun: number;
  readonly laws: readonly Law[];
  readonly level: Level;
  readonly known: KnownList | undefined;
}

const MOST = 2 ** 31 - 1;

/** Checks the options of a campaign, or throws a RangeError that names the wrong one. */
export function campaignSettings({ hello }: Engine, options: CheckOptions, randomSeed: () => number): CampaignSettings {
  const { dialect = hello.dialect, run, runs = 10_000, level = 'must' } = options;
  if (!isDialect(dialect)) throw new RangeError(`dialect: "${String(dialect)}" is none of ${dialects.join(', ')}`);
  const problem = tooFew(hello.features);
  if (problem !== null) throw new RangeError(`with the features of ${hello.name} ${problem}`);
  return {
    dialect,
    seed: integer('seed', options.seed ?? randomSeed(), -MOST - 1),
    runs: run === undefined ? integer('runs', runs, 1) : 1,
    firstRun: integer('run', run ?? 0, 0),
    laws: lawsOf(options),
    level,
    known: options.knownFailing === undefined ? undefined : knownOf(options.knownFailing),
  };
}

/** The laws that the globs select, or a RangeError. */
export function lawsOf({ laws: globs = [] }: JudgeOptions): readonly Law[] {
  const selected = selectLaws(globs);
  if (selected.length > 0) return selected;
  throw new RangeError(
    `laws: no law matches ${globs.join(', ')}; there are: ${allLaws.map(({ id }) => id).join(', ')}`,
  );
}

function integer(name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least && value <= MOST) return value;
  throw new RangeError(`${name}: ${value} is not an integer from ${least} to ${MOST}`);
}

function knownOf(text: string): KnownList {
  const list = parseKnownFailing(text, 'knownFailing');
  if ('problem' in list) throw new RangeError(list.problem);
  return list;
}
