import type { Broken, Engine } from '../engine/engine.ts';
import { countCase } from './coverage/statistics.ts';
import type { Law } from '../spec/law.ts';
import type { Level } from '../spec/rules/rules.ts';
import type { Subject } from '../spec/subject.ts';
import type { Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { arbitraryFor, caseOfRun } from './case-of-run.ts';
import { evaluate } from './evaluate.ts';
import { countExercise, exerciseOf, isSampled, noteFinding, type Judged } from './coverage/rule-coverage.ts';
import { lawsFor, leftOutOf, missingFrom, unmadeOf } from './features.ts';
import { auditKnown } from './known-failing/audit.ts';
import type { KnownList } from './known-failing/entry.ts';
import { lawResultOf, type First } from './law-result.ts';
import { isJudgedAt } from './level.ts';
import type { CampaignResult, Failure, LawResult } from './result.ts';
import { addShard, shardOf, type Shard } from './shard.ts';
import { shrinkFailure } from './shrink.ts';
import { newState, type CampaignState } from './state.ts';
import { count } from './tally.ts';

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
  /** Violations of rules above it do not decide; `quirk`, which judges everything, unless told. */
  readonly level?: Level | undefined;
  /** Failures that are known; they are counted apart, and must still fail. */
  readonly known?: KnownList | undefined;
  /** When aborted, the run ends early and reports what it has. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the number of cases done. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** What came of the cases, which somebody else has carried out with an engine of the same kind; what fails is shrunk here. */
  readonly shards?: readonly Shard[] | undefined;
  /** When it began, by performance.now(); now unless told. */
  readonly started?: number | undefined;
}

/**
 * Cases under way at once with an engine that answers later: enough to keep
 * both sides busy. What is under way outlives the collection of short-lived
 * garbage, which costs in proportion to it.
 */
const WINDOW = 24;

/** Runs the cases, shrinks the first failure of each law, and tells what came of it. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { engine, dialect, seed, runs, level = 'quirk', known, signal, started = performance.now() } = options;
  const { judged: laws, leftOut: unseen } = lawsFor(engine.hello, options.laws);
  const arbitrary = arbitraryFor(engine.hello, dialect);
  const caseAt = (run: number): Case => caseOfRun(arbitrary, seed, run);
  const state = newState(laws, known);
  const { tallies, matcher, census, exercise } = state;
  const incidents: Broken[] = [];
  if (options.shards === undefined) await runCases({ ...options, laws }, caseAt, state);
  for (const shard of options.shards ?? []) {
    addShard(state, shard, known);
    incidents.push(...shard.incidents);
  }
  const results: LawResult[] = [];
  for (const tally of tallies) results.push(await lawResultOf(tally, level, (first) => failureOf(tally.law, first)));
  const complete = census.cases === runs;
  return {
    engine: engine.hello,
    dialect,
    seed,
    runs,
    cases: census.cases,
    level,
    laws: results,
    knownFailing:
      known === undefined
        ? null
        : auditKnown({ list: known, matcher, results, dialect, complete, cases: census.cases }),
    census,
    exercise: exerciseOf(exercise),
    lawsLeftOut: unseen.map(({ id }) => id),
    leftOut: leftOutOf(engine.hello, dialect),
    unmade: unmadeOf(census, engine.hello, dialect),
    missing: missingFrom(census, engine.hello, dialect),
    incidents: [...incidents, ...(engine.incidents ?? [])],
    milliseconds: performance.now() - started,
  };

  async function failureOf(law: Law, { run, violation }: First): Promise<Failure> {
    const original = caseAt(run);
    const plain = { smallest: original, violation, shrinks: 0 };
    // A smaller case whose failure is known would be the lesson of another failure.
    const counts = (found: Violation, of: Case): boolean =>
      isJudgedAt(level, found.rule) && matcher.entriesFor(law.id, found.rule, of).length === 0;
    const shrunk =
      signal?.aborted === true
        ? plain
        : await shrinkFailure(arbitrary, engine, law, original, violation, counts, signal);
    return { run, original, ...shrunk };
  }
}

/** Carries the cases out and does no more: a part of a campaign. */
export async function runShard(options: CampaignOptions): Promise<Shard> {
  const { engine, dialect, seed, known } = options;
  const { judged: laws } = lawsFor(engine.hello, options.laws);
  const arbitrary = arbitraryFor(engine.hello, dialect);
  const state = newState(laws, known);
  await runCases({ ...options, laws }, (run) => caseOfRun(arbitrary, seed, run), state);
  return shardOf(state, engine.incidents ?? []);
}

async function runCases(
  { engine, laws, runs, firstRun = 0, signal, onProgress }: CampaignOptions,
  caseAt: (run: number) => Case,
  { tallies, matcher, census, exercise }: CampaignState,
): Promise<void> {
  const to = firstRun + runs;
  const underWay: Promise<void>[] = [];
  for (let run = firstRun; run < to && signal?.aborted !== true; run++) {
    const of = caseAt(run);
    const rules: Judged | null = isSampled(run) ? new Set() : null;
    const judged = evaluate(of, engine, laws, run, (law, finding) => {
      const tally = tallies[law];
      if (tally !== undefined) count(tally, run, finding, of, matcher);
      if (rules !== null) noteFinding(exercise, rules, law, finding);
    });
    const done = (subject: Subject): void => {
      countCase(census, subject.layout.plan.description, of.model);
      if (!subject.savable || subject.decoded.verdict === 'undefined') census.discarded++;
      if (rules !== null) countExercise(exercise, of, rules);
    };
    if (judged instanceof Promise) {
      underWay.push(judged.then(done));
      if (underWay.length >= WINDOW) await underWay.shift();
    } else {
      done(judged);
      // An in-process engine never waits: let signals and progress through now and then.
      if (run % 512 === 511) await new Promise(setImmediate);
    }
    if (run % 256 === 255) onProgress?.(run + 1 - firstRun);
  }
  await Promise.all(underWay);
}
