import type { RunRange } from '../stream/record.ts';
import { createAgenda, type Agenda } from './agenda.ts';
import type { CampaignStore } from './store.ts';
import type { FuzzTask, Runner, TaskResult } from './task.ts';

/** A campaign over some runners. */
export interface Coordinated<Problem extends object> {
  readonly range: RunRange;
  readonly chunk: number;
  readonly store: CampaignStore;
  readonly runners: readonly Runner<Problem>[];
  /** When aborted, no further chunk is begun. */
  readonly enough: AbortSignal;
  /** When aborted, nothing is begun. */
  readonly signal: AbortSignal;
  readonly isProblem: (result: TaskResult | Problem) => result is Problem;
  /** Called after each task. */
  readonly onResult?: ((result: TaskResult) => void) | undefined;
  /** Called now and then with the cases that a runner has judged in its chunk. */
  readonly onProgress?: ((runner: Runner<Problem>, done: number) => void) | undefined;
}

/** Has the chunks of a range judged and what fails in them shrunk; null, or the first problem. Throws what the store throws. */
export async function coordinate<Problem extends object>(options: Coordinated<Problem>): Promise<Problem | null> {
  const { store, runners, range, chunk } = options;
  const agenda = await createAgenda({ range, chunk, store });
  const failed = new AbortController();
  const ended = AbortSignal.any([options.signal, failed.signal]);
  const loops = await Promise.all(runners.map((runner) => loop(runner, { agenda, failed, ended }, options)));
  return loops.find((problem) => problem !== null) ?? null;
}

/** What all loops share. */
interface Shared {
  readonly agenda: Agenda;
  readonly failed: AbortController;
  readonly ended: AbortSignal;
}

async function loop<Problem extends object>(
  runner: Runner<Problem>,
  { agenda, failed, ended }: Shared,
  { store, enough, signal, isProblem, onResult, onProgress }: Coordinated<Problem>,
): Promise<Problem | null> {
  while (!ended.aborted) {
    const task = agenda.next(enough.aborted);
    if (task === 'none') return null;
    if (task === 'wait') {
      await agenda.changed();
      continue;
    }
    const result = await runner(task, (done) => onProgress?.(runner, done));
    if (isProblem(result)) {
      failed.abort();
      agenda.wake();
      return result;
    }
    try {
      await keep(store, task, result, signal);
    } catch (error) {
      // What cannot be kept is not worth judging: the others end too.
      failed.abort();
      agenda.wake();
      throw error;
    }
    agenda.done(result);
    onResult?.(result);
  }
  agenda.wake();
  return null;
}

async function keep(store: CampaignStore, task: FuzzTask, result: TaskResult, signal: AbortSignal): Promise<void> {
  if (result.kind === 'shrink') {
    // After an interrupt the case may not be as small as it gets: the next run shrinks it.
    if (task.kind === 'shrink' && !signal.aborted)
      await store.addShrunk({ failure: task.failure, finding: result.finding });
    return;
  }
  const { chunk, milliseconds } = result;
  if (chunk === null) return;
  const { first, runs } = chunk;
  await store.addChunk(chunk, { kind: 'time', first, runs, finished: new Date().toISOString(), milliseconds });
}
