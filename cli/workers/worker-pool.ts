import { fork } from 'node:child_process';
import type { Shard } from '../../campaign/shard.ts';
import { EXIT, isProblem, type CommandProblem } from '../outcome.ts';
import { splitJob, type Job, type WorkerReport, type WorkerRequest } from './job.ts';

/** A process that runs a job. */
export interface Worker {
  send(request: WorkerRequest): void;
}

/** Starts a worker; `onEnd` is called when no more reports will come, and told how the process ended. */
export type StartWorker = (onReport: (report: WorkerReport) => void, onEnd: (how: string) => void) => Worker;

export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Told of what went wrong and was mended. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** Splits a job over worker processes, each with its own engine, and waits for all. The first problem stops the others. */
export async function runInWorkers(
  whole: Job,
  workers: number,
  { signal, onProgress, onWarning }: Watch,
  start: StartWorker = startProcess,
): Promise<Shard[] | CommandProblem> {
  const jobs = splitJob(whole, workers);
  const done = jobs.map(() => 0);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const run = async (job: Job, i: number): Promise<Shard | CommandProblem> => {
    const onDone = (n: number): void => {
      done[i] = n;
      onProgress(done.reduce((sum, each) => sum + each, 0));
    };
    let outcome = await runInWorker(job, either, onDone, start);
    if (outcome.kind === 'died' && !either.aborted) {
      onWarning?.(`a worker process ${outcome.how}; its ${job.runs} runs are done again`);
      outcome = await runInWorker(job, either, onDone, start);
    }
    if (outcome.kind === 'died') outcome = died(job, outcome.how);
    if (outcome.kind === 'problem') failed.abort();
    return outcome.kind === 'problem' ? outcome : outcome.shard;
  };
  try {
    const shards: Shard[] = [];
    for (const outcome of await Promise.all(jobs.map(run))) {
      if (isProblem(outcome)) return outcome;
      shards.push(outcome);
    }
    return shards;
  } finally {
    failed.abort();
  }
}

/** What became of a job: its shard, a problem, or a process that ended without a report. */
type JobOutcome =
  Exclude<WorkerReport, { readonly kind: 'progress' }> | { readonly kind: 'died'; readonly how: string };

function died({ firstRun, runs }: Job, how: string): CommandProblem {
  const message = `the worker process of runs ${firstRun} to ${firstRun + runs - 1} ${how}, twice: they were not judged`;
  return { kind: 'problem', exit: EXIT.internal, message };
}

function runInWorker(
  job: Job,
  signal: AbortSignal,
  onDone: (n: number) => void,
  start: StartWorker,
): Promise<JobOutcome> {
  return new Promise((resolve) => {
    const worker = start(
      (report) => {
        if (report.kind === 'progress') onDone(report.done);
        else resolve(report);
      },
      // After a report this has no effect: a promise settles once.
      (how) => {
        resolve({ kind: 'died', how });
      },
    );
    worker.send({ kind: 'run', job });
    const stop = (): void => {
      worker.send({ kind: 'stop' });
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** In the build: beside the command, whichever of its chunks this is in. */
const WORKER = new URL('../cli/workers/worker.js', import.meta.url);

function startProcess(onReport: (report: WorkerReport) => void, onEnd: (how: string) => void): Worker {
  // Structured clone: maps, bytes and bigints arrive unchanged.
  const child = fork(WORKER, { serialization: 'advanced' });
  child.on('message', onReport);
  // The process may exit before all its messages are read, and close the channel before it exits.
  let how: string | null = null;
  let silent = false;
  const end = (): void => {
    if (how !== null && silent) onEnd(how);
  };
  child.on('error', (error) => {
    onEnd(`cannot be started: ${error.message}`);
  });
  child.on('exit', (code, signal) => {
    how = signal === null ? `exited with code ${code ?? 0}` : `was killed by ${signal}`;
    end();
  });
  child.on('disconnect', () => {
    silent = true;
    end();
  });
  return {
    send(request) {
      if (child.connected) child.send(request);
    },
  };
}
