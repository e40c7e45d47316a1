import { failureKey } from '../findings/failure-kind.ts';
import type { ChunkRecord, RunRange } from '../stream/record.ts';
import { MOST_SHRUNK } from './conclude.ts';
import { chunksOf } from './plan.ts';
import { shrunkKey, type CampaignStore } from './store.ts';
import type { FuzzTask, TaskResult } from './task.ts';

/** What is still to be done, in the order of the runs. */
export interface Agenda {
  /** The next task; `wait`: what is being done may lead to more; `none`: everything is done. `enough`: no more chunks. */
  readonly next: (enough: boolean) => FuzzTask | 'wait' | 'none';
  readonly done: (result: TaskResult) => void;
  /** Resolves when a task was done. */
  readonly changed: () => Promise<void>;
  readonly wake: () => void;
}

export interface AgendaOptions {
  readonly range: RunRange;
  readonly chunk: number;
  readonly store: CampaignStore;
}

/** Goes on where the store ends. */
export async function createAgenda({ range, chunk, store }: AgendaOptions): Promise<Agenda> {
  const finished = new Map(store.times().map((each) => [each.first, each.runs]));
  const ranges = chunksOf(range, chunk);
  const shrinks = createShrinkList(range.first, store);
  for await (const each of store.chunks()) shrinks.add(each);
  let inFlight = 0;
  let waiting = new Set<() => void>();

  const wake = (): void => {
    const woken = waiting;
    waiting = new Set();
    for (const each of woken) each();
  };
  const nextChunk = (): FuzzTask | undefined => {
    for (;;) {
      const next = ranges.next();
      if (next.done === true) return undefined;
      const { first, runs } = next.value;
      if (finished.get(first) !== runs) return { kind: 'chunk', range: { first, runs } };
    }
  };

  return {
    next(enough) {
      let task = shrinks.next() ?? (enough ? undefined : nextChunk());
      if (task === undefined) {
        if (inFlight > 0) return 'wait';
        shrinks.closeGaps();
        task = shrinks.next();
        if (task === undefined) return 'none';
      }
      inFlight++;
      return task;
    },
    done(result) {
      inFlight--;
      if (result.kind === 'chunk' && result.chunk !== null) shrinks.add(result.chunk);
      wake();
    },
    changed: () =>
      new Promise((resolve) => {
        waiting.add(resolve);
      }),
    wake,
  };
}

/** What is remembered of a chunk that came before those in front of it. */
type Ahead = Pick<ChunkRecord, 'first' | 'runs' | 'failures'>;

interface ShrinkList {
  readonly add: (chunk: ChunkRecord) => void;
  readonly next: () => FuzzTask | undefined;
  /** Told that no more chunks come: what came behind a gap counts, too. */
  readonly closeGaps: () => void;
}

/**
 * The kinds of failure to be shrunk. A kind is due when all chunks before its
 * first case are done: then no other case can become the first, and no shrink is
 * done in vain.
 */
function createShrinkList(first: number, store: CampaignStore): ShrinkList {
  const done = new Set(store.shrunk().map(({ failure }) => shrunkKey(failure)));
  const behind = new Map<number, Ahead>();
  const kinds = new Set<string>();
  const due: FuzzTask[] = [];
  let frontier = first;

  const settle = ({ first: run, runs, failures }: Ahead): void => {
    behind.delete(run);
    frontier = run + runs;
    for (const failure of failures) {
      const key = failureKey(failure);
      if (kinds.has(key) || kinds.size >= MOST_SHRUNK) continue;
      kinds.add(key);
      if (!done.has(shrunkKey(failure))) due.push({ kind: 'shrink', failure });
    }
  };
  const add = ({ first: run, runs, failures }: ChunkRecord): void => {
    behind.set(run, { first: run, runs, failures: failures.filter(({ decides }) => decides) });
    for (let next = behind.get(frontier); next !== undefined; next = behind.get(frontier)) settle(next);
  };
  return {
    add,
    next: () => due.shift(),
    closeGaps() {
      for (const chunk of [...behind.values()].sort((a, b) => a.first - b.first)) settle(chunk);
    },
  };
}
