import type { KnownList } from '../../campaign/known-failing/entry.ts';
import type { Limits } from '../../campaign/limits.ts';
import type { Level } from '../../spec/rules/rules.ts';
import type { Shard } from '../../campaign/shard.ts';
import type { FuzzTask, TaskResult } from '../../campaign/fuzz/task.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { DeviceFlags } from '../device-flags.ts';
import type { EngineFlags } from '../engine-choice.ts';
import type { FuzzJob } from '../fuzz/job.ts';
import type { CommandProblem } from '../outcome.ts';

/** A range of a campaign's runs for one worker process, as plain data. */
export interface Job {
  readonly flags: EngineFlags;
  /** The dialect to judge by. */
  readonly dialect: Dialect;
  /** Real descriptions as the source of cases. */
  readonly devices?: DeviceFlags | undefined;
  readonly seed: number;
  readonly firstRun: number;
  readonly runs: number;
  /** Ids of laws. */
  readonly laws: readonly string[];
  readonly known: KnownList | undefined;
  readonly level?: Level | undefined;
  /** Of failing cases there are so many in all processes together; each has the time to itself. */
  readonly limits?: Limits | undefined;
}

/** To a worker: run a job, or stop early and report what is done. */
export type JobRequest = { readonly kind: 'run'; readonly job: Job } | { readonly kind: 'stop' };

/** To a worker of a campaign: the campaign comes first, then its tasks, one after the other. */
export type CampaignRequest =
  { readonly kind: 'campaign'; readonly job: FuzzJob } | { readonly kind: 'task'; readonly task: FuzzTask };

export type WorkerRequest = JobRequest | CampaignRequest;

/** From a worker: its progress, and once the result of its job. */
export type WorkerReport =
  | { readonly kind: 'progress'; readonly done: number }
  /** How many failing cases of a finding it has so far. */
  | { readonly kind: 'failing'; readonly finding: string; readonly cases: number }
  | { readonly kind: 'shard'; readonly shard: Shard }
  | CommandProblem;

/** From a worker of a campaign: its progress in a task, and the task's result. */
export type TaskReport =
  | { readonly kind: 'progress'; readonly done: number }
  /** How many failing cases of a finding it has so far. */
  | { readonly kind: 'failing'; readonly finding: string; readonly cases: number }
  | { readonly kind: 'result'; readonly result: TaskResult }
  | CommandProblem;

/** Splits a job into at most `workers` contiguous ranges; none is empty. */
export function splitJob(whole: Job, workers: number): Job[] {
  const { firstRun, runs } = whole;
  const n = Math.min(workers, runs);
  const start = (i: number): number => firstRun + Math.floor((i * runs) / n);
  return Array.from({ length: n }, (_, i) => ({ ...whole, firstRun: start(i), runs: start(i + 1) - start(i) }));
}
