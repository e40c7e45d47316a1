import type { Shard } from '../../campaign/shard.ts';
import { EXIT, isProblem, type CommandProblem } from '../outcome.ts';
import { splitJob, type Job, type JobRequest, type WorkerReport } from './job.ts';
import { createFailingCounts } from './failing-counts.ts';
import { startProcess } from './start-process.ts';

/** A process that runs a job. */
export interface JobWorker {
  send(request: JobRequest): void;
}

/** Starts a worker; `onEnd` is called when no more reports will come, and told how the process ended. */
export type StartWorker = (onReport: (report: WorkerReport) => void, onEnd: (how: string) => void) => JobWorker;

export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Receives problems that were recovered from. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/** Splits a job over worker processes, each with its own engine, and waits for all. The first problem stops the others. */
export async function runInWorkers(
  whole: Job,
  workers: number,
  { signal, onProgress, onWarning }: Watch,
  start: StartWorker = startJobWorker,
): Promise<Shard[] | CommandProblem> {
  const jobs = splitJob(whole, workers);
  const done = jobs.map(() => 0);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const counts = createFailingCounts(whole.limits?.failures);
  const run = async (job: Job, i: number): Promise<Shard | CommandProblem> => {
    const onReport = (report: Passing): void => {
      if (report.kind === 'failing') {
        if (counts.isEnough(i, report)) failed.abort();
        return;
      }
      done[i] = report.done;
      onProgress(done.reduce((sum, each) => sum + each, 0));
    };
    let outcome = await runInWorker(job, either, onReport, start);
    if (outcome.kind === 'died' && !either.aborted) {
      onWarning?.(`a worker process ${outcome.how}; its ${job.runs} runs are done again`);
      outcome = await runInWorker(job, either, onReport, start);
    }
    if (outcome.kind === 'died') outcome = died(job, outcome.how);
    if (outcome.kind === 'problem') failed.abort();
    return outcome.kind === 'problem' ? outcome : outcome.shard;
  };
  try {
    const shards: Shard[] = [];
    for (const outcome of await Promise.all(jobs.map(run))) {
      if (isProblem(outcome)) return outcome;
      shards.push({ ...outcome, stopped: outcome.stopped ?? counts.reached() });
    }
    return shards;
  } finally {
    failed.abort();
  }
}

/** What became of a job: its shard, a problem, or a process that ended without a report. */
type JobOutcome = Exclude<WorkerReport, Passing> | { readonly kind: 'died'; readonly how: string };

/** What a worker reports while it runs. */
type Passing = Extract<WorkerReport, { readonly kind: 'progress' | 'failing' }>;

function died({ firstRun, runs }: Job, how: string): CommandProblem {
  const message = `the worker process of runs ${firstRun} to ${firstRun + runs - 1} ${how}, twice: they were not judged`;
  return { kind: 'problem', exit: EXIT.internal, message };
}

function runInWorker(
  job: Job,
  signal: AbortSignal,
  onReport: (report: Passing) => void,
  start: StartWorker,
): Promise<JobOutcome> {
  return new Promise((resolve) => {
    const worker = start(
      (report) => {
        if (report.kind === 'progress' || report.kind === 'failing') onReport(report);
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

const startJobWorker: StartWorker = (onReport, onEnd) =>
  startProcess((report) => {
    if (report.kind !== 'result') onReport(report);
  }, onEnd);
