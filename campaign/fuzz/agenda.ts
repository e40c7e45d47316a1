import { failuresToShrink } from './conclude.ts';
import { chunksOf } from './plan.ts';
import { shrunkKey, type Store } from './store.ts';
import type { FuzzTask, TaskResult } from './task.ts';
import type { ChunkRecord, Range } from '../stream/record.ts';

/** What is still to be done, in the order of the runs. */
export interface Agenda {
  /** The next task; `wait`: what is being done may lead to more; `none`: everything is done. */
  readonly next: (enough: boolean) => FuzzTask | 'wait' | 'none';
  readonly done: (result: TaskResult) => void;
  /** Resolves when a task was done. */
  readonly changed: () => Promise<void>;
  readonly wake: () => void;
}

export interface AgendaOptions {
  readonly range: Range;
  readonly chunk: number;
  readonly store: Store;
}

/**
 * A kind of failure is shrunk when all chunks before its first case are done:
 * then no other case can become the first, and no shrink is done in vain.
 */
export function createAgenda({ range, chunk, store }: AgendaOptions): Agenda {
  const finished = new Map(store.chunks().map((each) => [each.first, each]));
  const shrunk = new Set(store.shrunk().map(({ failure }) => shrunkKey(failure)));
  const ranges = chunksOf(range, chunk);
  const shrinks: FuzzTask[] = [];
  const settled: ChunkRecord[] = [];
  let frontier = range.first;
  let inFlight = 0;
  let waiting = new Set<() => void>();

  const wake = (): void => {
    const woken = waiting;
    waiting = new Set();
    for (const each of woken) each();
  };
  const nextChunk = (): Range | null => {
    for (;;) {
      const next = ranges.next();
      if (next.done === true) return null;
      const { first, runs } = next.value;
      if (finished.get(first)?.runs !== runs) return { first, runs };
    }
  };
  /** Moves on over the chunks that are done, and finds what is to be shrunk now. */
  const settle = (everything: boolean): void => {
    const before = settled.length;
    for (;;) {
      const next = finished.get(frontier);
      if (next === undefined) break;
      settled.push(next);
      frontier += next.runs;
    }
    if (everything) {
      // The run was ended: what came behind a gap counts as well.
      for (const each of [...finished.values()].sort((a, b) => a.first - b.first))
        if (!settled.includes(each)) settled.push(each);
    }
    if (settled.length === before) return;
    for (const failure of failuresToShrink(settled)) {
      const key = shrunkKey(failure);
      if (shrunk.has(key)) continue;
      shrunk.add(key);
      shrinks.push({ kind: 'shrink', failure });
    }
  };
  settle(false);

  return {
    next(enough) {
      if (enough && inFlight === 0) settle(true);
      let task = shrinks.shift();
      if (task === undefined && !enough) {
        const at = nextChunk();
        if (at !== null) task = { kind: 'chunk', range: at };
      }
      if (task === undefined) {
        if (inFlight > 0) return 'wait';
        settle(true);
        task = shrinks.shift();
        if (task === undefined) return 'none';
      }
      inFlight++;
      return task;
    },
    done(result) {
      inFlight--;
      if (result.kind === 'chunk') {
        finished.set(result.chunk.first, result.chunk);
        settle(false);
      }
      wake();
    },
    changed: () =>
      new Promise((resolve) => {
        waiting.add(resolve);
      }),
    wake,
  };
}
