import type { Broken } from '../engine/engine.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import { generatorFor, caseOfRun, type CaseMaker } from './case-of-run.ts';
import { askAgain } from './causes/ask-again.ts';
import { ruleCoverageOf } from './coverage/rule-coverage.ts';
import { lawsFor, leftOutOf, missingFrom, unmadeOf } from './features.ts';
import { judgeCases, type JudgeSettings } from './judge-cases.ts';
import type { DevicesUsed, GeneratedResult } from './result.ts';
import type { LoopOptions, Source } from './run-loop.ts';
import { addShard, shardOf, type Shard } from './shard.ts';
import { newState } from './state.ts';
import { summarize } from './summarize.ts';

/** Makes cases of real descriptions, and says what was left out of them; `off`: of the generator's own devices alone. */
export interface DeviceMaker extends CaseMaker {
  readonly used: DevicesUsed | 'off';
}

export interface CampaignOptions extends JudgeSettings, LoopOptions {
  readonly dialect: Dialect;
  /** A 32-bit integer; with `runs` it decides every case. */
  readonly seed: number;
  /** Where the cases come from; the generator unless told. */
  readonly devices?: DeviceMaker | undefined;
  /** How many cases. */
  readonly runs: number;
  /** The index of the first run; 0 unless told. */
  readonly firstRun?: number | undefined;
  /** Outcomes of the cases, which another process has judged with an engine of the same kind; failures are shrunk here. */
  readonly shards?: readonly Shard[] | undefined;
}

/** Judges generated cases, finds the causes of the failures, and sums up the outcomes. */
export async function runCampaign(options: CampaignOptions): Promise<GeneratedResult> {
  const { engine, dialect, seed, runs, known, started = performance.now() } = options;
  const { judged: laws, leftOut } = lawsFor(engine.hello, options.laws);
  const generator = generatorFor(engine.hello, dialect);
  const source = sourceOf(options.devices ?? generator, options);
  const state = newState(laws, known);
  const incidents: Broken[] = [];
  if (options.shards === undefined) await judgeCases(source, { engine, laws }, state, options);
  for (const shard of options.shards ?? []) {
    addShard(state, shard, known);
    incidents.push(...shard.incidents);
  }
  const { level = 'quirk', signal } = options;
  const ask = askAgain({
    engine,
    dialect,
    laws,
    generator,
    caseOf: (run) => source.at(run),
    level,
    matcher: state.matcher,
    signal,
    milliseconds: performance.now() - started,
  });
  const { statistics, ruleCoverage } = state;
  // Real descriptions have what they have: nothing is missing from them.
  const isGenerated = options.devices === undefined || options.devices.used === 'off';
  const summary = await summarize(state, { ...options, lawsLeftOut: leftOut, ofDevices: !isGenerated }, ask);
  return {
    kind: 'generated',
    seed,
    ...summary,
    ruleCoverage: ruleCoverageOf(ruleCoverage),
    devices: options.devices?.used ?? null,
    leftOut: leftOutOf(engine.hello, dialect),
    unmade: isGenerated ? unmadeOf(statistics, engine.hello, dialect) : [],
    missing: isGenerated ? missingFrom(statistics, engine.hello, dialect) : [],
    incidents: [...incidents, ...(engine.incidents ?? [])],
    milliseconds: performance.now() - started,
    runs,
  };
}

/** Judges the cases and does no more: a part of a campaign. */
export async function runShard(options: CampaignOptions): Promise<Shard> {
  const { engine, dialect, known } = options;
  const { judged: laws } = lawsFor(engine.hello, options.laws);
  const state = newState(laws, known);
  const maker = options.devices ?? generatorFor(engine.hello, dialect);
  await judgeCases(sourceOf(maker, options), { engine, laws }, state, options);
  return shardOf(state, engine.incidents ?? []);
}

function sourceOf(
  maker: CaseMaker,
  { seed, runs, firstRun = 0 }: Pick<CampaignOptions, 'seed' | 'runs' | 'firstRun'>,
): Source<Case> {
  return { first: firstRun, count: runs, at: (run) => caseOfRun(maker, seed, run) };
}
