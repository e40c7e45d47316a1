import type { KnownList } from '../../campaign/known-failing/entry.ts';
import type { Shard } from '../../campaign/shard.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { EngineFlags } from '../engine-choice.ts';
import type { Problem } from '../problem.ts';

/** A part of a campaign for another process, as plain data. */
export interface Order {
  readonly flags: EngineFlags;
  /** By whose behaviour the engine is judged. */
  readonly dialect: Dialect;
  readonly seed: number;
  readonly firstRun: number;
  readonly runs: number;
  /** Ids. */
  readonly laws: readonly string[];
  readonly known: KnownList | undefined;
}

/** To the process: what it has to do, or to leave it at what it has. */
export type Instruction = { readonly kind: 'order'; readonly order: Order } | { readonly kind: 'stop' };

/** From the process: how far it is, and once what came of it. */
export type Report =
  { readonly kind: 'progress'; readonly done: number } | { readonly kind: 'shard'; readonly shard: Shard } | Problem;

/** The orders for so many processes: neighbouring runs stay together, and nobody is idle. */
export function divide(whole: Order, jobs: number): Order[] {
  const { firstRun, runs } = whole;
  const n = Math.min(jobs, runs);
  const start = (job: number): number => firstRun + Math.floor((job * runs) / n);
  return Array.from({ length: n }, (_, job) => ({ ...whole, firstRun: start(job), runs: start(job + 1) - start(job) }));
}
