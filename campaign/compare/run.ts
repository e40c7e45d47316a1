import type { Engine, Hello } from '../../engine/engine.ts';
import type { CaseGenerator } from '../../generators/case-generator.ts';
import { layoutSource } from '../../layout/layout.ts';
import { andThen } from '../../spec/maybe-promise.ts';
import { countCase, emptyStatistics, type GenerationStatistics } from '../coverage/statistics.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import { leftOutOf, missingFrom } from '../features.ts';
import { runLoop, type LoopOptions, type Source } from '../run-loop.ts';
import { compareCase, type CaseComparison, type EnginePair } from './compare-case.ts';
import { aspects } from './difference.ts';
import type { AspectResult, CompareResult, SideResult } from './result.ts';
import { shrinkDivergence } from './shrink.ts';
import { countAspect, countedOf, emptyAspectTally, increase, type AspectTally } from './tally.ts';

export interface NamedEngine {
  /** What the user calls the engine. */
  readonly name: string;
  readonly engine: Engine;
}

export interface CompareOptions extends LoopOptions {
  readonly a: NamedEngine;
  readonly b: NamedEngine;
  /** What both can do; cases are generated for it. */
  readonly common: Hello;
  readonly dialect: Dialect;
  /** A 32-bit integer; with the run it decides every case. */
  readonly seed: number;
  readonly runs: number;
  readonly firstRun?: number | undefined;
}

interface CompareTallies {
  readonly aspects: readonly AspectTally[];
  readonly statistics: GenerationStatistics;
  readonly unanswered: Map<string, number>;
  undefinedLoads: number;
}

/** Sends two engines the same requests, shrinks the first difference of each aspect, and sums up the outcomes. */
export async function runCompare(options: CompareOptions): Promise<CompareResult> {
  const { a, b, common, dialect, seed, runs, firstRun = 0 } = options;
  const generator = generatorFor(common, dialect);
  const pair: EnginePair = { a: a.engine, b: b.engine, measure: common.features.includes('op:measure') };
  const source: Source<Case> = { first: firstRun, count: runs, at: (run) => caseOfRun(generator, seed, run) };
  const started = performance.now();
  const tallies: CompareTallies = {
    aspects: aspects.map(emptyAspectTally),
    statistics: emptyStatistics(),
    unanswered: new Map(),
    undefinedLoads: 0,
  };
  await compareCases(source, pair, tallies, options);
  const results: AspectResult[] = [];
  for (const tally of tallies.aspects) results.push(await resultOf(tally, { ...options, generator, pair, source }));
  const { statistics, unanswered, undefinedLoads } = tallies;
  return {
    kind: 'comparison',
    a: sideOf(a, dialect),
    b: sideOf(b, dialect),
    dialect,
    seed,
    runs,
    cases: statistics.cases,
    aspects: results,
    unanswered: countedOf(unanswered),
    undefinedLoads,
    statistics,
    missing: missingFrom(statistics, common, dialect),
    milliseconds: performance.now() - started,
  };
}

interface Comparison extends CompareOptions {
  readonly generator: CaseGenerator;
  readonly pair: EnginePair;
  readonly source: Source<Case>;
}

async function resultOf(tally: AspectTally, comparison: Comparison): Promise<AspectResult> {
  const { aspect, compared, differing, pairs, first } = tally;
  const counts = { aspect, compared, differing, pairs: countedOf(pairs) };
  if (first === null) return { ...counts, divergence: null };
  const { generator, pair, signal, source } = comparison;
  const { run, difference } = first;
  const original = source.at(run);
  const shrunk =
    signal?.aborted === true
      ? { smallest: original, difference, shrinks: 0 }
      : await shrinkDivergence({ of: original, difference }, { generator, pair, aspect, signal });
  const { description } = layoutSource(shrunk.smallest).plan;
  return { ...counts, divergence: { run, original, ...shrunk, description } };
}

/** Has both engines answer every case of the source, and counts how they differ. */
function compareCases(
  source: Source<Case>,
  pair: EnginePair,
  tallies: CompareTallies,
  options: LoopOptions,
): Promise<void> {
  const byAspect = new Map(tallies.aspects.map((tally) => [tally.aspect, tally]));
  return runLoop(
    source,
    (of, run) => {
      const compared = compareCase(of, pair, (aspect, difference) => {
        const tally = byAspect.get(aspect);
        if (tally !== undefined) countAspect(tally, run, difference);
      });
      return andThen(compared, (done: CaseComparison) => {
        finish(tallies, of, done);
      });
    },
    options,
  );
}

function finish(
  tallies: CompareTallies,
  { model }: Case,
  { description, unanswered, undefinedLoad }: CaseComparison,
): void {
  countCase(tallies.statistics, description, model);
  for (const what of unanswered) increase(tallies.unanswered, what);
  if (!undefinedLoad) return;
  tallies.undefinedLoads++;
  tallies.statistics.discarded++;
}

function sideOf({ name, engine: { hello, incidents = [] } }: NamedEngine, dialect: Dialect): SideResult {
  return { name, hello, leftOut: leftOutOf(hello, dialect, ['op:measure']), incidents };
}
