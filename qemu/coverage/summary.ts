import { excuseName, explains, staleness, type Excuse } from './excuse.ts';
import { gapsOf, type Gap } from './gaps.ts';
import type { SourceLine } from './gcov.ts';

/** What one function holds of the code that was not reached. */
export interface MissedPlace {
  readonly function: string;
  readonly lines: readonly number[];
  /** Lines that were reached, some of whose branches were not taken. */
  readonly forks: readonly number[];
}

/** Code that was not reached for one reason. */
export interface Missed {
  readonly places: readonly MissedPlace[];
  /** Null: nobody knows why. */
  readonly why: string | null;
}

export interface CoverageSummary {
  readonly file: string;
  readonly lines: number;
  readonly reached: number;
  readonly branches: number;
  readonly taken: number;
  /** In the order of the file. */
  readonly missed: readonly Missed[];
  /** Lines of functions that are not counted at all. */
  readonly leftOut: number;
  /** Excuses that excuse nothing, or too much, and in which way. */
  readonly stale: readonly string[];
}

/** Lines whose branches are those of a macro of another header, not the file's own: they are not counted. */
const foreign = /\bERRP_GUARD\(\)/;

/** Counts what was reached. Functions that `notCounted` matches are left out of the numbers. */
export function summarizeCoverage(
  file: string,
  all: readonly SourceLine[],
  excuses: readonly Excuse[],
  notCounted: RegExp | null,
): CoverageSummary {
  const merged = [...mergeLines(all)];
  const lines = merged.filter(({ function: name }) => notCounted === null || !notCounted.test(name));
  const branches = lines.filter(({ text }) => !foreign.test(text)).flatMap((line) => line.branches);
  const gaps = gapsOf(lines);
  return {
    file,
    lines: lines.length,
    reached: lines.filter(({ count }) => count > 0).length,
    branches: branches.length,
    taken: branches.filter((count) => count > 0).length,
    missed: missedOf(gaps, excuses),
    leftOut: merged.length - lines.length,
    stale: excuses.flatMap((excuse) => {
      const wrong = staleness(excuse, gaps, lines);
      return wrong === null ? [] : [`the excuse for ${excuseName(excuse)} ${wrong}`];
    }),
  };
}

/** Gaps that one excuse explains belong together; the first excuse that explains a gap counts. */
function missedOf(gaps: readonly Gap[], excuses: readonly Excuse[]): Missed[] {
  const byExcuse = new Map<Excuse | undefined, Gap[]>();
  for (const gap of gaps) {
    const excuse = excuses.find((each) => explains(each, gap));
    byExcuse.set(excuse, [...(byExcuse.get(excuse) ?? []), gap]);
  }
  return [...byExcuse].map(([excuse, explained]) => ({ places: placesOf(explained), why: excuse?.why ?? null }));
}

function placesOf(gaps: readonly Gap[]): MissedPlace[] {
  const places = new Map<string, { lines: number[]; forks: number[] }>();
  for (const { function: name, from, lines } of gaps) {
    const place = places.get(name) ?? { lines: [], forks: [] };
    places.set(name, place);
    place.lines.push(...lines.map(({ line }) => line));
    if (from !== null) place.forks.push(from.line);
  }
  return [...places].map(([name, place]) => ({ function: name, ...place }));
}

/** A line may have code in several functions, or several objects: it was reached if any of it was. */
function* mergeLines(all: readonly SourceLine[]): Generator<SourceLine> {
  const byLine = new Map<number, SourceLine>();
  for (const next of all) {
    const known = byLine.get(next.line);
    if (known === undefined) byLine.set(next.line, next);
    else
      byLine.set(next.line, {
        ...known,
        count: known.count + next.count,
        branches: addBranches(known.branches, next.branches),
      });
  }
  yield* byLine.values();
}

function addBranches(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}
