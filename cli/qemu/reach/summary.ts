import type { CoveredLine } from './gcov.ts';

/** Code that no case can reach, and why. */
export interface Excuse {
  /** The function that holds it. */
  readonly function: RegExp;
  readonly why: string;
}

export interface Missed {
  readonly function: string;
  readonly lines: readonly number[];
  /** Null: nobody knows why. */
  readonly why: string | null;
}

export interface Summary {
  readonly file: string;
  readonly lines: number;
  readonly reached: number;
  readonly branches: number;
  readonly taken: number;
  /** By function, in the order of the file. */
  readonly missed: readonly Missed[];
  /** Lines of functions that are not counted at all. */
  readonly leftOut: number;
}

/** Counts what was reached. Functions that `notCounted` matches are left out of the numbers. */
export function summarize(file: string, all: readonly CoveredLine[], excuses: readonly Excuse[], notCounted: RegExp | null): Summary {
  const merged = [...mergeLines(all)];
  const lines = merged.filter(({ function: name }) => notCounted === null || !notCounted.test(name));
  const branches = lines.flatMap((line) => line.branches);
  const missed = new Map<string, number[]>();
  for (const { line, function: name, count } of lines) if (count === 0) missed.set(name, [...(missed.get(name) ?? []), line]);
  return {
    file,
    lines: lines.length,
    reached: lines.filter(({ count }) => count > 0).length,
    branches: branches.length,
    taken: branches.filter((count) => count > 0).length,
    missed: [...missed].map(([name, numbers]) => ({ function: name, lines: numbers, why: excuses.find((excuse) => excuse.function.test(name))?.why ?? null })),
    leftOut: merged.length - lines.length,
  };
}

/** A line may have code in several functions, or several objects: it was reached if any of it was. */
function* mergeLines(all: readonly CoveredLine[]): Generator<CoveredLine> {
  const byLine = new Map<number, CoveredLine>();
  for (const next of all) {
    const known = byLine.get(next.line);
    if (known === undefined) byLine.set(next.line, next);
    else byLine.set(next.line, { ...known, count: known.count + next.count, branches: addBranches(known.branches, next.branches) });
  }
  yield* byLine.values();
}

function addBranches(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}

/** `12-14, 20`. */
export function rangesText(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}
