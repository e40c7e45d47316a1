import { isEdge, type KeptRecord } from '../../campaign/directed/search.ts';
import type { TaskResult } from '../../campaign/fuzz/task.ts';

/** What the searches of all processes have done. */
export interface SearchTally {
  readonly result: (result: TaskResult) => void;
  /** Null: there is no directed search. */
  readonly kept: () => readonly KeptRecord[] | null;
  /** For the user; empty without a directed search. */
  readonly text: () => string;
}

export function createSearchTally(isDirected: boolean): SearchTally {
  const kept: KeptRecord[] = [];
  const counts = { mutants: 0, dropped: 0 };
  return {
    result(result) {
      if (result.kind !== 'chunk' || result.search === undefined) return;
      kept.push(...result.search.kept);
      counts.mutants += result.search.mutants;
      counts.dropped += result.search.dropped;
    },
    kept: () => (isDirected ? kept : null),
    text() {
      if (!isDirected) return '';
      // Each process has counted its own.
      const edges = new Set(kept.flatMap(({ reached }) => reached.filter(isEdge))).size;
      const { mutants, dropped } = counts;
      return `directed: ${mutants} mutants, ${dropped} dropped as not legal; ${kept.length} cases kept, ${edges} new edges\n\n`;
    },
  };
}
