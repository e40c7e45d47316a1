import { doTask } from '../../campaign/fuzz/do-task.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import type { ChosenEngine, EngineFlags } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { jobOf } from './job.ts';
import { createProcessRunner, type ProcessRunner } from './process-runner.ts';

interface RunnerSource {
  readonly chosen: ChosenEngine;
  readonly plan: FuzzPlan;
  readonly engineFlags: EngineFlags;
  readonly jobs: number;
}

/** One runner in this process, or several in processes of their own. */
export function createRunners(
  { chosen, plan, engineFlags, jobs }: RunnerSource,
  signal: AbortSignal,
  io: Pick<Io, 'err'>,
): ProcessRunner[] {
  if (jobs === 1) {
    const run: ProcessRunner['run'] = (task, onProgress) => doTask(chosen.engine, plan, task, { signal, onProgress });
    return [{ run, end: () => undefined }];
  }
  const job = jobOf(plan, engineFlags);
  const onWarning = (text: string): void => {
    io.err(`vmstate-conformance: ${text}\n`);
  };
  return Array.from({ length: jobs }, () => createProcessRunner({ job, signal, onWarning }));
}
