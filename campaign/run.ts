import type { Engine } from '../engine/engine.ts';
import { countCase, emptyCensus, type Census } from '../generators/census.ts';
import type { Law } from '../spec/law.ts';
import type { Case } from '../vmstate/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { arbitraryFor, caseOfRun } from './case-of-run.ts';
import { evaluate } from './evaluate.ts';
import { leftOutOf, missingFrom } from './features.ts';
import type { CampaignResult, Failure, LawResult } from './result.ts';
import { shrinkFailure } from './shrink.ts';
import { count, emptyTally, type Tally } from './tally.ts';

export interface CampaignOptions {
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** A 32-bit integer; with `runs` it decides every case. */
  readonly seed: number;
  /** How many cases. */
  readonly runs: number;
  /** The index of the first run; 0 unless told. */
  readonly firstRun?: number | undefined;
  readonly laws: readonly Law[];
  /** When aborted, the run ends early and reports what it has. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the number of cases done. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Cases under way at once with an engine that answers later. */
const WINDOW = 64;

/** Runs the cases, shrinks the first failure of each law, and tells what came of it. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { engine, dialect, seed, runs, firstRun = 0, laws } = options;
  const arbitrary = arbitraryFor(engine.hello, dialect);
  const started = performance.now();
  const census = emptyCensus();
  const tallies = laws.map(emptyTally);
  await runCases(options, (run) => caseOfRun(arbitrary, seed, run), tallies, census, firstRun, firstRun + runs);
  const results: LawResult[] = [];
  for (const tally of tallies) results.push(await resultOf(tally, options, (run) => caseOfRun(arbitrary, seed, run)));
  return {
    engine: engine.hello,
    dialect,
    seed,
    runs,
    cases: census.cases,
    laws: results,
    census,
    leftOut: leftOutOf(engine.hello, dialect),
    missing: missingFrom(census, engine.hello, dialect),
    incidents: engine.incidents ?? [],
    milliseconds: performance.now() - started,
  };

  async function resultOf({ law, verdicts, skipped, first }: Tally, { signal }: CampaignOptions, caseAt: (run: number) => Case): Promise<LawResult> {
    if (first === null) return { law, verdicts, skipped, failure: null };
    const original = caseAt(first.run);
    const plain = { smallest: original, violation: first.violation, shrinks: 0 };
    const shrunk = signal?.aborted === true ? plain : await shrinkFailure(arbitrary, engine, law, original, first.violation, signal);
    const failure: Failure = { run: first.run, original, ...shrunk };
    return { law, verdicts, skipped, failure };
  }
}

async function runCases(
  { engine, laws, signal, onProgress }: CampaignOptions,
  caseAt: (run: number) => Case,
  tallies: readonly Tally[],
  census: Census,
  from: number,
  to: number,
): Promise<void> {
  const underWay: Promise<void>[] = [];
  for (let run = from; run < to && signal?.aborted !== true; run++) {
    const judged = evaluate(caseAt(run), engine, laws, run, (law, finding) => {
      const tally = tallies[law];
      if (tally !== undefined) count(tally, run, finding);
    });
    if (judged instanceof Promise) {
      underWay.push(judged.then((subject) => { countCase(census, subject.layout.plan.description); }));
      if (underWay.length >= WINDOW) await underWay.shift();
    } else {
      countCase(census, judged.layout.plan.description);
      // An in-process engine never waits: let signals and progress through now and then.
      if (run % 512 === 511) await new Promise(setImmediate);
    }
    if (run % 256 === 255) onProgress?.(run + 1 - from);
  }
  await Promise.all(underWay);
}
