import type { RunRange } from '../stream/record.ts';

/** One of several shards, counted from 1. */
export interface ShardChoice {
  readonly shard: number;
  readonly of: number;
}

/** The runs of a shard: whole chunks, so that every split has the same chunks. It may be empty. */
export function rangeOfShard(runs: number, chunk: number, { shard, of }: ShardChoice): RunRange {
  const chunks = Math.ceil(runs / chunk);
  const start = (k: number): number => Math.min(runs, Math.floor((k * chunks) / of) * chunk);
  const first = start(shard - 1);
  return { first, runs: start(shard) - first };
}
