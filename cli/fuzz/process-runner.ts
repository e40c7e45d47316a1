import { setTimeout as sleep } from 'node:timers/promises';
import { nothingOf, type FuzzTask, type Runner, type TaskResult } from '../../campaign/fuzz/task.ts';
import { EXIT, type CommandProblem } from '../outcome.ts';
import { startProcess, type Worker } from '../workers/start-process.ts';
import type { FuzzJob } from './job.ts';

/** A runner in a process of its own, with an engine of its own. */
export interface ProcessRunner {
  readonly run: Runner<CommandProblem>;
  readonly end: () => void;
}

export interface ProcessRunnerOptions {
  readonly job: FuzzJob;
  /** When aborted, what is being done ends early. */
  readonly signal: AbortSignal;
  /** Receives problems that were recovered from. */
  readonly onWarning: (text: string) => void;
}

/** How long a process may take to end what it does: what comes of it is not kept. */
const STOP_MS = 500;
/** A signal to the whole group can end a process before it is seen here. */
const GROUP_MS = 100;

type Outcome = TaskResult | CommandProblem | { readonly kind: 'died'; readonly how: string };

/** Starts the process with the first task; one that dies is started again once for each task. */
export function createProcessRunner({ job, signal, onWarning }: ProcessRunnerOptions): ProcessRunner {
  let worker: Worker | null = null;
  let listener: ((outcome: Outcome) => void) | null = null;
  let onDone: (done: number) => void = () => undefined;
  let ended = false;

  const settle = (outcome: Outcome): void => {
    const told = listener;
    listener = null;
    told?.(outcome);
  };
  const start = (): Worker => {
    const started = startProcess(
      (report) => {
        if (report.kind === 'progress') onDone(report.done);
        else if (report.kind !== 'shard' && report.kind !== 'failing')
          settle(report.kind === 'result' ? report.result : report);
      },
      (how) => {
        worker = null;
        settle({ kind: 'died', how });
      },
    );
    started.send({ kind: 'campaign', job });
    return started;
  };
  const attempt = (task: FuzzTask): Promise<Outcome> =>
    new Promise((resolve) => {
      listener = resolve;
      worker ??= start();
      worker.send({ kind: 'task', task });
    });
  const stop = (): void => {
    worker?.send({ kind: 'stop' });
    setTimeout(settle, STOP_MS, { kind: 'died', how: 'did not stop' }).unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  const isOver = (): boolean => ended || signal.aborted;

  return {
    async run(task, onProgress) {
      onDone = onProgress;
      let outcome = await attempt(task);
      if (outcome.kind === 'died' && !isOver()) await sleep(GROUP_MS);
      if (outcome.kind === 'died' && !isOver()) {
        onWarning(`a worker process ${outcome.how}; ${taskText(task)} is done again`);
        outcome = await attempt(task);
      }
      if (outcome.kind !== 'died') return outcome;
      if (isOver()) return nothingOf(task);
      return {
        kind: 'problem',
        exit: EXIT.internal,
        message: `the worker process of ${taskText(task)} ${outcome.how}`,
      };
    },
    end() {
      ended = true;
      worker?.kill();
    },
  };
}

function taskText(task: FuzzTask): string {
  if (task.kind === 'shrink') return `the shrinking of run ${task.failure.run}`;
  const { first, runs } = task.range;
  return `the chunk of runs ${first} to ${first + runs - 1}`;
}
