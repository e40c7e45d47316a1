import type { Aspect, Difference } from './difference.ts';
import type { Counted } from './result.ts';

/** What the cases so far say about one aspect. */
export interface AspectTally {
  readonly aspect: Aspect;
  compared: number;
  differing: number;
  readonly pairs: Map<string, number>;
  /** The first run in which the two differ. */
  first: { readonly run: number; readonly difference: Difference } | null;
}

export function emptyAspectTally(aspect: Aspect): AspectTally {
  return { aspect, compared: 0, differing: 0, pairs: new Map(), first: null };
}

/** Adds one case. Answers come in any order; the first run is the lowest, so every order gives the same result. */
export function countAspect(tally: AspectTally, run: number, difference: Difference | null): void {
  tally.compared++;
  if (difference === null) return;
  tally.differing++;
  const pair = pairOf(tally.aspect, difference);
  if (pair !== null) increase(tally.pairs, pair);
  if (tally.first === null || run < tally.first.run) tally.first = { run, difference };
}

export function increase(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

/** Most frequent first. */
export function countedOf(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts]
    .map(([what, cases]) => ({ what, cases }))
    .sort((x, y) => y.cases - x.cases || x.what.localeCompare(y.what));
}

/** What stands against what, where there are only a few such pairs in all. */
function pairOf(aspect: Aspect, difference: Difference): string | null {
  if (difference.kind === 'answer') return `${difference.a.status} | ${difference.b.status}`;
  const few = aspect === 'save/code' || aspect === 'load/code' || aspect === 'load/stream-error';
  return few && difference.kind === 'number' ? `${difference.a} | ${difference.b}` : null;
}
