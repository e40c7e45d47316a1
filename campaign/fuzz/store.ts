import { failureKey } from '../findings/failure-kind.ts';
import type { FindingRecord } from '../stream/finding-record.ts';
import type { ChunkRecord, FailureRecord, TimeRecord } from '../stream/record.ts';

/** The first case of a kind of failure, shrunk. */
export interface Shrunk {
  readonly failure: FailureRecord;
  /** Null: the engine did not fail again. */
  readonly finding: FindingRecord | null;
}

/** Keeps what a campaign has come to. What is kept survives the process if the store is a folder. */
export interface CampaignStore {
  readonly chunks: () => readonly ChunkRecord[];
  readonly times: () => readonly TimeRecord[];
  readonly shrunk: () => readonly Shrunk[];
  /** Replaces a chunk of the same first run, which was ended early. */
  readonly addChunk: (chunk: ChunkRecord, time: TimeRecord) => Promise<void>;
  readonly addShrunk: (shrunk: Shrunk) => Promise<void>;
}

/** Tells which failure was shrunk: a kind, and the run of its first case. */
export function shrunkKey(failure: FailureRecord): string {
  return `${failure.run} ${failureKey(failure)}`;
}

/** Keeps everything in memory. */
export function createMemoryStore(): CampaignStore {
  const chunks = new Map<number, ChunkRecord>();
  const times = new Map<number, TimeRecord>();
  const shrunk: Shrunk[] = [];
  return {
    chunks: () => [...chunks.values()],
    times: () => [...times.values()],
    shrunk: () => shrunk,
    addChunk(chunk, time) {
      chunks.set(chunk.first, chunk);
      times.set(chunk.first, time);
      return Promise.resolve();
    },
    addShrunk(each) {
      shrunk.push(each);
      return Promise.resolve();
    },
  };
}
