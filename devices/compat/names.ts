import type { Span } from '../../oracle/wire/span.ts';

/** How often each name stands on a side: by whole path, and by its last step. */
export interface Names {
  readonly paths: ReadonlyMap<string, number>;
  readonly steps: ReadonlyMap<string, number>;
}

export function namesOfMembers(spans: readonly Span[]): Names {
  return { paths: tally(spans.map(({ path }) => path)), steps: tally(spans.map(({ path }) => lastStep(path))) };
}

/**
 * Whether two fields at one place are different members: one of their names
 * stands on the other side too, once and elsewhere. A name that the other side
 * does not have is a rename; one that it has several times tells nothing.
 */
export function areDifferent(
  a: string,
  b: string,
  { ofA, ofB }: { readonly ofA: Names; readonly ofB: Names },
): boolean {
  const stepA = lastStep(a);
  const stepB = lastStep(b);
  if (a === b || stepA === stepB) return false;
  if (ofB.paths.has(a) || ofA.paths.has(b)) return true;
  const isElsewhere = (step: string): boolean => ofA.steps.get(step) === 1 && ofB.steps.get(step) === 1;
  return isElsewhere(stepA) || isElsewhere(stepB);
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
