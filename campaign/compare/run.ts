import type { Engine, Hello } from '../../engine/engine.ts';
import { countCase, emptyCensus, type Census } from '../coverage/statistics.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { arbitraryFor, caseOfRun } from '../case-of-run.ts';
import { leftOutOf, missingFrom } from '../features.ts';
import { compareCase, type Compared, type Pair } from './compare-case.ts';
import { aspects } from './difference.ts';
import type { AspectResult, CompareResult, SideResult } from './result.ts';
import { shrinkDivergence } from './shrink.ts';
import { countAspect, countedOf, emptyTally, increase, type AspectTally } from './tally.ts';

export interface Side {
  /** What the user calls the engine. */
  readonly name: string;
  readonly engine: Engine;
}

export interface CompareOptions {
  readonly a: Side;
  readonly b: Side;
  /** What both can do; cases are generated for it. */
  readonly common: Hello;
  readonly dialect: Dialect;
  /** A 32-bit integer; with the run it decides every case. */
  readonly seed: number;
  readonly runs: number;
  readonly firstRun?: number | undefined;
  /** When aborted, the comparison ends early and reports what it has. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Cases under way at once with engines that answer later. */
const WINDOW = 64;

interface Tallies {
  readonly aspects: readonly AspectTally[];
  readonly census: Census;
  readonly unanswered: Map<string, number>;
  undefinedLoads: number;
}

/** Asks two engines the same, shrinks the first difference of each aspect, and tells what came of it. */
export async function runCompare(options: CompareOptions): Promise<CompareResult> {
  const { a, b, common, dialect, seed, runs, signal } = options;
  const arbitrary = arbitraryFor(common, dialect);
  const pair: Pair = { a: a.engine, b: b.engine, measure: common.features.includes('op:measure') };
  const caseAt = (run: number): Case => caseOfRun(arbitrary, seed, run);
  const started = performance.now();
  const tallies: Tallies = {
    aspects: aspects.map(emptyTally),
    census: emptyCensus(),
    unanswered: new Map(),
    undefinedLoads: 0,
  };
  await compareAll(options, pair, caseAt, tallies);
  const results: AspectResult[] = [];
  for (const tally of tallies.aspects) results.push(await resultOf(tally));
  const { census, unanswered, undefinedLoads } = tallies;
  return {
    a: sideOf(a, dialect),
    b: sideOf(b, dialect),
    dialect,
    seed,
    runs,
    cases: census.cases,
    aspects: results,
    unanswered: countedOf(unanswered),
    undefinedLoads,
    census,
    missing: missingFrom(census, common, dialect),
    milliseconds: performance.now() - started,
  };

  async function resultOf({ aspect, compared, differing, pairs, first }: AspectTally): Promise<AspectResult> {
    const counts = { aspect, compared, differing, pairs: countedOf(pairs) };
    if (first === null) return { ...counts, divergence: null };
    const { run, difference } = first;
    const original = caseAt(run);
    const plain = { smallest: original, difference, shrinks: 0 };
    const shrunk =
      signal?.aborted === true ? plain : await shrinkDivergence(arbitrary, pair, aspect, original, difference, signal);
    return { ...counts, divergence: { run, original, ...shrunk } };
  }
}

async function compareAll(
  { runs, firstRun = 0, signal, onProgress }: CompareOptions,
  pair: Pair,
  caseAt: (run: number) => Case,
  tallies: Tallies,
): Promise<void> {
  const byAspect = new Map(tallies.aspects.map((tally) => [tally.aspect, tally]));
  const underWay: Promise<void>[] = [];
  for (let run = firstRun; run < firstRun + runs && signal?.aborted !== true; run++) {
    const of = caseAt(run);
    const compared = compareCase(of, pair, (aspect, difference) => {
      const tally = byAspect.get(aspect);
      if (tally !== undefined) countAspect(tally, run, difference);
    });
    if (compared instanceof Promise) {
      underWay.push(
        compared.then((done) => {
          finish(of, done);
        }),
      );
      if (underWay.length >= WINDOW) await underWay.shift();
    } else {
      finish(of, compared);
      // In-process engines never wait: let signals and progress through now and then.
      if (run % 512 === 511) await new Promise(setImmediate);
    }
    if (run % 256 === 255) onProgress?.(run + 1 - firstRun);
  }
  await Promise.all(underWay);

  function finish({ model }: Case, { description, unanswered, undefinedLoad }: Compared): void {
    countCase(tallies.census, description, model);
    for (const what of unanswered) increase(tallies.unanswered, what);
    if (!undefinedLoad) return;
    tallies.undefinedLoads++;
    tallies.census.discarded++;
  }
}

function sideOf({ name, engine: { hello, incidents = [] } }: Side, dialect: Dialect): SideResult {
  return { name, hello, leftOut: leftOutOf(hello, dialect, ['op:measure']), incidents };
}
