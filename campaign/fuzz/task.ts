import type { SearchRecord } from '../directed/search.ts';
import type { FindingRecord } from '../stream/finding-record.ts';
import type { ChunkRecord, FailureRecord, RunRange } from '../stream/record.ts';

/** A piece of a campaign that any process with the engine can do: judge a chunk, or shrink the first case of a kind of failure. */
export type FuzzTask =
  { readonly kind: 'chunk'; readonly range: RunRange } | { readonly kind: 'shrink'; readonly failure: FailureRecord };

/** What came of a task. */
export type TaskResult =
  /** Null: it was ended early, and the cases that were judged are no range of runs. */
  | {
      readonly kind: 'chunk';
      readonly chunk: ChunkRecord | null;
      readonly milliseconds: number;
      /** Of a directed search. */
      readonly search?: SearchRecord | undefined;
    }
  /** Null: the engine did not fail again. */
  | { readonly kind: 'shrink'; readonly finding: FindingRecord | null };

/** What comes of a task that is ended at once. */
export function nothingOf(task: FuzzTask): TaskResult {
  return task.kind === 'chunk' ? { kind: 'chunk', chunk: null, milliseconds: 0 } : { kind: 'shrink', finding: null };
}

/** Does one task at a time, and tells of the cases it has judged so far. Rejects only for faults of the suite. */
export type Runner<Problem> = (task: FuzzTask, onProgress: (done: number) => void) => Promise<TaskResult | Problem>;
