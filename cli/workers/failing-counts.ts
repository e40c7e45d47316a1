import { limitReached } from '../../campaign/limits.ts';

/** Failing cases of all workers together. */
export interface FailingCounts {
  /** Notes what a worker has so far; true: all of them have as many as end a run. */
  isEnough(worker: number, has: { readonly finding: string; readonly cases: number }): boolean;
  /** Why the run ended; null: it did not, for this. */
  reached(): string | null;
}

/** FailingCounts failing cases by finding up to a limit; undefined: there is none. */
export function createFailingCounts(limit: number | undefined): FailingCounts {
  const cases = new Map<string, Map<number, number>>();
  let why: string | null = null;
  return {
    isEnough(worker, { finding, cases: own }) {
      const byWorker = cases.get(finding) ?? new Map<number, number>();
      cases.set(finding, byWorker.set(worker, own));
      const sum = [...byWorker.values()].reduce((all, each) => all + each, 0);
      if (limit === undefined || sum < limit) return false;
      why ??= limitReached(finding, sum);
      return true;
    },
    reached: () => why,
  };
}
