import { freshSeed } from '../../random/fresh.ts';
import { UNTIL_STOPPED } from '../../campaign/fuzz/plan.ts';
import { rangeOfShard, type ShardChoice } from '../../campaign/fuzz/shard.ts';
import type { RunRange } from '../../campaign/stream/record.ts';
import type { EngineFlags } from '../engine-choice.ts';
import { isProblem, usageProblem, type CommandProblem } from '../outcome.ts';
import { readCampaignHeader } from './folder.ts';

/** The flags that say which cases are judged. */
export interface RunFlags extends EngineFlags {
  readonly runs?: number;
  /** Seconds. */
  readonly time?: number;
  readonly seed?: number;
  readonly chunk: number;
  readonly shard?: ShardChoice;
  readonly out?: string;
}

const RUNS = 10_000;

/** What is judged. */
interface DecidedRuns {
  readonly kind: 'runs';
  readonly seed: number;
  readonly range: RunRange;
  /** The runs of all shards, if the range is that of one. */
  readonly whole?: number | undefined;
}

/** The seed and the runs of a campaign; a folder that has one knows its seed. */
export async function decideRuns(flags: RunFlags): Promise<DecidedRuns | CommandProblem> {
  const { shard, chunk, out, time } = flags;
  if (shard !== undefined && flags.runs === undefined)
    return usageProblem('--shard: give --runs as well: a shard is a part of a known number of runs');
  if (shard !== undefined && shard.of > 1 && flags.seed === undefined)
    return usageProblem('--shard: give --seed as well: all shards need the same');
  const begun = out === undefined ? null : await readCampaignHeader(out);
  if (begun !== null && isProblem(begun)) return begun;
  const seed = flags.seed ?? begun?.seed ?? freshSeed();
  const runs = flags.runs ?? (time === undefined ? RUNS : UNTIL_STOPPED);
  if (shard === undefined) return { kind: 'runs', seed, range: { first: 0, runs } };
  return { kind: 'runs', seed, range: rangeOfShard(runs, chunk, shard), ...(shard.of > 1 && { whole: runs }) };
}
