import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import type { Runner } from '../../campaign/fuzz/task.ts';
import type { DeviceFlags } from '../device-flags.ts';
import type { ChosenEngine, EngineFlags } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';
import { doHeldTask } from './held-task.ts';
import { jobOf } from './job.ts';
import { createProcessRunner } from './process-runner.ts';

/** A queue, and the engine by the name that its workers know. */
export interface QueueChoice {
  readonly kind: 'queue';
  readonly url: string;
  readonly engine: string;
  readonly inFlight: number;
}

interface RunnerSource {
  readonly chosen: ChosenEngine;
  readonly plan: FuzzPlan;
  readonly engineFlags: EngineFlags & DeviceFlags;
  readonly jobs: number;
  readonly queue: QueueChoice | null;
  /** Folder of the corpus, where a directed search begins. */
  readonly corpus: string | null;
}

/** Who does the tasks of a campaign. */
export interface RunnerPool {
  readonly kind: 'pool';
  readonly runners: readonly Runner<CommandProblem>[];
  readonly close: () => Promise<void>;
}

/** One runner in this process, several in processes of their own, or the workers of a queue. */
export async function openRunners(
  { chosen, plan, engineFlags, jobs, queue, corpus }: RunnerSource,
  signal: AbortSignal,
  io: Pick<Io, 'err'>,
): Promise<RunnerPool | CommandProblem> {
  if (queue !== null) {
    // Loaded where it is asked for: it needs a library that the package does not depend on.
    const { openQueue } = await import('../queue/queue-runners.ts');
    const opened = await openQueue({ ...queue, hello: chosen.engine.hello, plan, signal });
    return isProblem(opened) ? opened : { ...opened, kind: 'pool' };
  }
  if (jobs === 1) {
    const run: Runner<CommandProblem> = (task, onProgress) =>
      doHeldTask(chosen.engine, plan, task, { signal, onProgress });
    return { kind: 'pool', runners: [run], close: () => Promise.resolve() };
  }
  const job = jobOf(plan, engineFlags, corpus);
  const onWarning = (text: string): void => {
    io.err(`vmstate-conformance: ${text}\n`);
  };
  const runners = Array.from({ length: jobs }, () => createProcessRunner({ job, signal, onWarning }));
  return {
    kind: 'pool',
    runners: runners.map(({ run }) => run),
    close() {
      for (const { end } of runners) end();
      return Promise.resolve();
    },
  };
}
