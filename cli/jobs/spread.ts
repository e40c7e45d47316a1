import { fork } from 'node:child_process';
import type { Shard } from '../../campaign/shard.ts';
import { isProblem, type Problem } from '../problem.ts';
import { divide, type Instruction, type Order, type Report } from './order.ts';

/** A process that carries orders out. */
export interface Job {
  tell(instruction: Instruction): void;
}

/** Starts a job; `onEnd` is called once it says no more. */
export type StartJob = (onReport: (report: Report) => void, onEnd: () => void) => Job;

export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Divides a campaign between so many processes, each with an engine of its own, and waits for all of them. */
export async function spread(
  whole: Order,
  jobs: number,
  { signal, onProgress }: Watch,
  start: StartJob = startProcess,
): Promise<Shard[] | Problem> {
  const orders = divide(whole, jobs);
  const done = orders.map(() => 0);
  // What one cannot do nobody has to finish.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const carry = async (order: Order, i: number): Promise<Shard | Problem> => {
    const onDone = (n: number): void => {
      done[i] = n;
      onProgress(done.reduce((sum, each) => sum + each, 0));
    };
    const outcome = await carriedOut(order, either, onDone, start);
    if (isProblem(outcome)) failed.abort();
    return outcome;
  };
  try {
    const shards: Shard[] = [];
    for (const outcome of await Promise.all(orders.map(carry))) {
      if (isProblem(outcome)) return outcome;
      shards.push(outcome);
    }
    return shards;
  } finally {
    failed.abort();
  }
}

function carriedOut(
  order: Order,
  signal: AbortSignal,
  onDone: (n: number) => void,
  start: StartJob,
): Promise<Shard | Problem> {
  return new Promise((resolve, reject) => {
    const job = start(
      (report) => {
        if (report.kind === 'progress') onDone(report.done);
        else resolve(report.kind === 'shard' ? report.shard : report);
      },
      // A promise is settled once: after a report this means nothing.
      () => {
        reject(new Error('a process that carried out cases ended without a word'));
      },
    );
    job.tell({ kind: 'order', order });
    const stop = (): void => {
      job.tell({ kind: 'stop' });
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function startProcess(onReport: (report: Report) => void, onEnd: () => void): Job {
  // Maps, bytes and bigints travel as they are.
  const child = fork(new URL('./child.js', import.meta.url), { serialization: 'advanced' });
  child.on('message', onReport);
  child.on('error', onEnd);
  // Only then has everything been read that it said; it may have exited before.
  child.on('disconnect', onEnd);
  return {
    tell(instruction) {
      if (child.connected) child.send(instruction);
    },
  };
}
