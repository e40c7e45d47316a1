import type { Worker } from 'bullmq';
import { plainJson } from '../../campaign/failure-document.ts';
import type { TaskResult } from '../../campaign/fuzz/task.ts';
import { engineRecord } from '../../campaign/stream/parts.ts';
import { recordLine } from '../../campaign/stream/write.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import type { Decoded } from '../../vmstate/issue.ts';
import { issuesText } from '../../vmstate/issue.ts';
import type { Config, ConfiguredEngine } from '../config/config.ts';
import { chooseEngine, type ChosenEngine } from '../engine-choice.ts';
import { doHeldTask } from '../fuzz/held-task.ts';
import type { Io } from '../io.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { VERSION } from '../report-files.ts';
import { connectionTo, loadQueueLibrary } from './library.ts';
import { planOfTask, QUEUE, type QueuedTask } from './task.ts';
import { validators } from './validators.ts';

export interface WorkOptions {
  readonly url: string;
  readonly config: Config;
  readonly jobs: number;
  /** Milliseconds after which the chunk of a worker that has gone silent is another's. */
  readonly lostAfter: number;
}

const readTask: (text: string) => Decoded<QueuedTask> = schemaReader(validators.task);

/** However often a task is taken over, it may be done once more. */
const MOST_STALLED = 100;

/** Does tasks of a queue until it is interrupted, with engines that its own configuration names. */
export async function work(options: WorkOptions, io: Io): Promise<ExitCode | CommandProblem> {
  const library = await loadQueueLibrary();
  if (isProblem(library)) return library;
  const { bullmq } = library;
  const refused = new AbortController();
  const ended = AbortSignal.any([io.signal, refused.signal]);
  const problems: CommandProblem[] = [];
  const slots = Array.from({ length: options.jobs }, () => {
    const engines = createEngines(options.config.engines ?? {}, io.env);
    const process = async (job: { readonly data: unknown }): Promise<string> => {
      const done = await doQueued(job.data, engines, io.signal);
      if (typeof done === 'string') return done;
      // Others may be able to do it: it goes back into the queue, and this worker ends.
      problems.push(done);
      refused.abort();
      throw new Error(done.message);
    };
    const worker: Worker = new bullmq.Worker(QUEUE, process, {
      connection: connectionTo(options.url, ended),
      concurrency: 1,
      lockDuration: options.lostAfter,
      stalledInterval: Math.max(1000, Math.floor(options.lostAfter / 2)),
      maxStalledCount: MOST_STALLED,
    });
    worker.on('error', () => undefined);
    worker.on('completed', (job) => {
      io.err(`${job.id ?? ''} done\n`);
    });
    return { worker, engines };
  });
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => {
      resolve();
    });
  });
  await Promise.race([
    Promise.all(
      slots.map(async ({ worker, engines }) => {
        await worker.close();
        await engines.close();
      }),
    ),
    new Promise((resolve) => setTimeout(resolve, 1000).unref()),
  ]);
  return problems[0] ?? EXIT.interrupted;
}

interface Engines {
  readonly get: (queued: QueuedTask) => Promise<ChosenEngine | CommandProblem>;
  readonly close: () => Promise<void>;
}

/** The engines of one slot, each started when the first task asks for it. */
function createEngines(configured: Readonly<Record<string, ConfiguredEngine>>, env: NodeJS.ProcessEnv): Engines {
  const started = new Map<string, ChosenEngine>();
  return {
    async get({ engine: name, hello, suite, plan: { dialect } }) {
      if (suite !== VERSION)
        return usageProblem(`worker: the campaign is of version ${suite}, and this worker of ${VERSION}`);
      const found = Object.hasOwn(configured, name) ? configured[name] : undefined;
      if (found === undefined) return usageProblem(`worker: the configuration names no engine '${name}'`);
      const key = `${name} ${dialect}`;
      let chosen = started.get(key);
      if (chosen === undefined) {
        const { command, build, timeout } = found;
        const flags = {
          dialect,
          ...(command !== undefined && { engineCmd: command }),
          ...(build !== undefined && { engine: build }),
          ...(timeout !== undefined && { timeout }),
        };
        const fresh = await chooseEngine(flags, env);
        if (isProblem(fresh)) return fresh;
        started.set(key, (chosen = fresh));
      }
      return JSON.stringify(engineRecord(chosen.engine.hello)) === JSON.stringify(hello)
        ? chosen
        : usageProblem(`worker: its engine '${name}' is not that of the campaign: their hellos differ`);
    },
    async close() {
      for (const { engine } of started.values()) await engine.close();
    },
  };
}

async function doQueued(data: unknown, engines: Engines, signal: AbortSignal): Promise<string | CommandProblem> {
  const read = readTask(JSON.stringify(data));
  if (!read.ok) return usageProblem(`worker: the queue holds something else: ${issuesText(read.issues, 'task')}`);
  const plan = planOfTask(read.value);
  if (plan === null) return usageProblem('worker: the list of known failures in the queue is damaged');
  const chosen = await engines.get(read.value);
  if (isProblem(chosen)) return chosen;
  const { task } = read.value;
  const result = await doHeldTask(chosen.engine, plan, task, { signal });
  if (signal.aborted) return usageProblem('worker: interrupted');
  if (isProblem(result)) return result;
  return task.kind === 'shrink' && result.kind === 'shrink'
    ? JSON.stringify({ failure: task.failure, finding: result.finding }, plainJson)
    : resultText(result);
}

function resultText(result: TaskResult): string | CommandProblem {
  if (result.kind === 'shrink' || result.chunk === null) return usageProblem('worker: a task was not finished');
  const { chunk, milliseconds } = result;
  const { first, runs } = chunk;
  const time = { kind: 'time', first, runs, finished: new Date().toISOString(), milliseconds } as const;
  return (recordLine(chunk) + recordLine(time)).trimEnd();
}
