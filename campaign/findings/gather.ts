import type { ChunkRecord, FailureRecord } from '../stream/record.ts';
import { failureKey } from './failure-kind.ts';

/**
 * The kinds of failure of several chunks that fail the run, in the order of
 * their first runs; chunks may come in any order.
 */
export function gatherFailures(chunks: readonly ChunkRecord[]): FailureRecord[] {
  const gathered = new Map<string, FailureRecord>();
  for (const failure of chunks.flatMap(({ failures }) => failures)) {
    if (!failure.decides) continue;
    const key = failureKey(failure);
    const other = gathered.get(key);
    gathered.set(key, {
      ...failure,
      cases: failure.cases + (other?.cases ?? 0),
      run: Math.min(failure.run, other?.run ?? failure.run),
    });
  }
  return [...gathered.entries()].sort(([a, x], [b, y]) => x.run - y.run || (a < b ? -1 : 1)).map(([, each]) => each);
}
