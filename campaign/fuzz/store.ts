import { failureKey } from '../findings/failure-kind.ts';
import type { FindingRecord } from '../stream/finding-record.ts';
import type { ChunkRecord, FailureRecord, TimeRecord } from '../stream/record.ts';
import type { ChunkSource } from '../stream/totals.ts';

/** The first case of a kind of failure, shrunk. */
export interface Shrunk {
  readonly failure: FailureRecord;
  /** Null: the engine did not fail again. */
  readonly finding: FindingRecord | null;
}

/**
 * Keeps what a campaign has come to. Chunks are written away and read again: a
 * long campaign has more of them than fit into memory.
 */
export interface CampaignStore {
  /** Reads the chunks in the order of their runs. */
  readonly chunks: () => ChunkSource;
  /** Of each chunk that is kept, in the order of their runs. */
  readonly times: () => readonly TimeRecord[];
  readonly shrunk: () => readonly Shrunk[];
  /** Replaces a chunk of the same first run, which was ended early. */
  readonly addChunk: (chunk: ChunkRecord, time: TimeRecord) => Promise<void>;
  readonly addShrunk: (shrunk: Shrunk) => Promise<void>;
}

/** Where chunks are kept. Whatever fails rejects. */
export interface ChunkShelf {
  readonly put: (chunk: ChunkRecord, time: TimeRecord) => void | Promise<void>;
  /** Reads the chunk that was put there last with this first run. */
  readonly get: (first: number) => ChunkRecord | Promise<ChunkRecord>;
  /** Keeps a shrunk failure, if it is to outlive the process. */
  readonly putShrunk?: ((shrunk: Shrunk) => Promise<void>) | undefined;
}

/** What a shelf has when it is opened. */
export interface Shelved {
  readonly times: readonly TimeRecord[];
  readonly shrunk: readonly Shrunk[];
}

/** Tells which failure was shrunk: a kind, and the run of its first case. */
export function shrunkKey(failure: FailureRecord): string {
  return `${failure.run} ${failureKey(failure)}`;
}

/** A store whose chunks are on a shelf; it remembers no more of them than their ranges and times. */
export function createStore(shelf: ChunkShelf, { times: before, shrunk: found }: Shelved = EMPTY): CampaignStore {
  const times = new Map(before.map((time) => [time.first, time]));
  const shrunk = [...found];
  const inOrder = (): TimeRecord[] => [...times.values()].sort((a, b) => a.first - b.first);
  return {
    async *chunks() {
      for (const { first } of inOrder()) yield await shelf.get(first);
    },
    times: inOrder,
    shrunk: () => shrunk,
    async addChunk(chunk, time) {
      await shelf.put(chunk, time);
      times.set(chunk.first, time);
    },
    async addShrunk(each) {
      await shelf.putShrunk?.(each);
      shrunk.push(each);
    },
  };
}

const EMPTY: Shelved = { times: [], shrunk: [] };
