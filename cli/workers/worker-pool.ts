import { fork } from 'node:child_process';
import type { Shard } from '../../campaign/shard.ts';
import { isProblem, type CommandProblem } from '../outcome.ts';
import { splitJob, type Job, type WorkerReport, type WorkerRequest } from './job.ts';

/** A process that runs a job. */
export interface Worker {
  send(request: WorkerRequest): void;
}

/** Starts a worker; `onEnd` is called when no more reports will come. */
export type StartWorker = (onReport: (report: WorkerReport) => void, onEnd: () => void) => Worker;

export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Splits a job over worker processes, each with its own engine, and waits for all. The first problem stops the others. */
export async function runInWorkers(
  whole: Job,
  workers: number,
  { signal, onProgress }: Watch,
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
    const outcome = await runInWorker(job, either, onDone, start);
    if (isProblem(outcome)) failed.abort();
    return outcome;
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

function runInWorker(
  job: Job,
  signal: AbortSignal,
  onDone: (n: number) => void,
  start: StartWorker,
): Promise<Shard | CommandProblem> {
  return new Promise((resolve, reject) => {
    const worker = start(
      (report) => {
        if (report.kind === 'progress') onDone(report.done);
        else resolve(report.kind === 'shard' ? report.shard : report);
      },
      // After a report this has no effect: a promise settles once.
      () => {
        reject(new Error('a worker process ended without a report'));
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

function startProcess(onReport: (report: WorkerReport) => void, onEnd: () => void): Worker {
  // Structured clone: maps, bytes and bigints arrive unchanged.
  const child = fork(new URL('./worker.js', import.meta.url), { serialization: 'advanced' });
  child.on('message', onReport);
  child.on('error', onEnd);
  // Not 'exit': the process may exit before all its messages are read.
  child.on('disconnect', onEnd);
  return {
    send(request) {
      if (child.connected) child.send(request);
    },
  };
}
