import type { Job, Queue, QueueEvents } from 'bullmq';
import { readRecord, readShrunk } from '../../campaign/stream/read.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { nothingOf, type FuzzTask, type Runner, type TaskResult } from '../../campaign/fuzz/task.ts';
import { issuesText, type Issue } from '../../vmstate/issue.ts';
import type { Hello } from '../../engine/engine.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem } from '../outcome.ts';
import { connectionTo, loadQueueLibrary, shownUrl } from './library.ts';
import { QUEUE, queuedTask, taskId, type QueuedTask } from './task.ts';

/** Tasks that are in the queue at once: more than there are workers, so that none waits. */
export interface QueueOptions {
  readonly url: string;
  readonly inFlight: number;
  /** The name of the engine in the configurations of the workers. */
  readonly engine: string;
  readonly hello: Hello;
  readonly plan: FuzzPlan;
  readonly signal: AbortSignal;
}

export interface QueueRunners {
  readonly kind: 'queue';
  readonly runners: readonly Runner<CommandProblem>[];
  readonly close: () => Promise<void>;
}

const REACH_MS = 10_000;
/** An event can be lost with the server: every task in flight is asked for so often. */
const ASK_MS = 2000;
/** A worker that cannot do the task gives it back; another one may. */
const ATTEMPTS = 20;

/** Runners that put tasks into a queue and wait for the results of workers. */
export async function openQueue(options: QueueOptions): Promise<QueueRunners | CommandProblem> {
  const library = await loadQueueLibrary();
  if (isProblem(library)) return library;
  const { bullmq } = library;
  const over = new AbortController();
  const connection = connectionTo(options.url, over.signal);
  const queue = new bullmq.Queue<QueuedTask, string>(QUEUE, { connection, streams: { events: { maxLen: 200 } } });
  const events = new bullmq.QueueEvents(QUEUE, { connection });
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  const close = async (): Promise<void> => {
    over.abort();
    // Closing fails where no connection was ever made; then there is nothing to close.
    await Promise.race([Promise.allSettled([events.close(), queue.close()]), after(500)]);
  };
  const reached = Promise.all([queue.waitUntilReady(), events.waitUntilReady()]).then(() => true);
  if ((await Promise.race([reached.catch(() => false), after(REACH_MS)])) !== true) {
    void close();
    return usageProblem(`--queue: ${shownUrl(options.url)} does not answer`);
  }
  const alarms = createAlarms(events, options.signal);
  const run: Runner<CommandProblem> = (task) => throughQueue(task, { queue, alarms }, options);
  return { kind: 'queue', runners: Array.from({ length: options.inFlight }, () => run), close };
}

interface OpenQueue {
  readonly queue: Queue<QueuedTask, string>;
  readonly alarms: Alarms;
}

async function throughQueue(
  task: FuzzTask,
  { queue, alarms }: OpenQueue,
  { engine, hello, plan, signal }: QueueOptions,
): Promise<TaskResult | CommandProblem> {
  const queued = queuedTask(engine, hello, plan, task);
  const id = taskId(queued);
  for (;;) {
    if (signal.aborted) return nothingOf(task);
    const job: Job<QueuedTask, string> | undefined = await queue.getJob(id).catch(() => undefined);
    if (job?.finishedOn !== undefined && Boolean(job.failedReason)) {
      await job.remove().catch(() => undefined);
      return { kind: 'problem', exit: EXIT.internal, message: `a worker could not do a task: ${job.failedReason}` };
    }
    if (job?.finishedOn !== undefined) {
      const result = resultOf(task, job.returnvalue);
      await job.remove().catch(() => undefined);
      return result;
    }
    if (job === undefined)
      // A server that was restarted may have forgotten it. An id that is there is not added twice.
      await queue
        .add(task.kind, queued, {
          jobId: id,
          attempts: ATTEMPTS,
          backoff: { type: 'fixed', delay: 1000 },
          ...(task.kind === 'shrink' && { lifo: true }),
        })
        .catch(() => undefined);
    await alarms.wait(id);
  }
}

/** Wakes whoever waits for a task when an event tells of it, and now and then. */
interface Alarms {
  readonly wait: (id: string) => Promise<void>;
}

function createAlarms(events: QueueEvents, signal: AbortSignal): Alarms {
  const waiting = new Map<string, () => void>();
  const onEvent = ({ jobId }: { readonly jobId: string }): void => {
    waiting.get(jobId)?.();
  };
  events.on('completed', onEvent);
  events.on('failed', onEvent);
  signal.addEventListener('abort', () => {
    for (const wake of waiting.values()) wake();
  });
  return {
    wait: (id) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(wake, ASK_MS);
        waiting.set(id, wake);
      }),
  };
}

/** The result of a worker, which is text from outside. */
function resultOf(task: FuzzTask, text: unknown): TaskResult | CommandProblem {
  if (typeof text !== 'string') return damaged([{ kind: 'type', path: [], message: 'must be text' }]);
  if (task.kind === 'shrink') {
    const read = readShrunk(text);
    return read.ok ? { kind: 'shrink', finding: read.value.finding } : damaged(read.issues);
  }
  const [chunk, time] = text.split('\n').map(readRecord);
  if (chunk?.ok !== true) return damaged(chunk?.issues ?? [{ kind: 'json', path: [], message: 'is empty' }]);
  const { value } = chunk;
  if (value.kind !== 'chunk' || value.first !== task.range.first || value.runs !== task.range.runs)
    return damaged([{ kind: 'schema', path: [], message: 'is of another task' }]);
  const milliseconds = time?.ok === true && time.value.kind === 'time' ? time.value.milliseconds : 0;
  return { kind: 'chunk', chunk: value, milliseconds };
}

function damaged(issues: readonly [Issue, ...Issue[]]): CommandProblem {
  return {
    kind: 'problem',
    exit: EXIT.internal,
    message: `the result of a worker is damaged: ${issuesText(issues, 'result')}`,
  };
}

function after(milliseconds: number): Promise<'late'> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, 'late').unref();
  });
}
