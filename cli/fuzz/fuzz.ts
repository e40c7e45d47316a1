import { coordinate } from '../../campaign/fuzz/coordinate.ts';
import { decidingFailures } from '../../campaign/stream/totals.ts';
import { concludeCampaign, type Conclusion } from '../../campaign/fuzz/gather-parts.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { headerRecord } from '../../campaign/stream/parts.ts';
import type { CampaignStore } from '../../campaign/fuzz/store.ts';
import type { HeaderRecord, RunRange } from '../../campaign/stream/record.ts';
import { deviceWords, type DeviceFlags } from '../device-flags.ts';
import type { ChosenEngine, EngineFlags } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import type { EngineOutcome } from '../config/all-engines.ts';
import { createSearchTally } from '../directed/tally.ts';
import { openCorpus } from '../corpus/campaign-corpus.ts';
import { replayExit } from '../corpus/replay.ts';
import { EXIT, isProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { VERSION } from '../report-files.ts';
import { openCampaign } from './folder.ts';
import { createLimits } from './limits.ts';
import { openSpill } from './spill.ts';
import { createFuzzProgress, goalOf, type FuzzGoal } from './progress.ts';
import { reportFuzz, type FuzzOutput } from './report.ts';
import { noveltyOf, type Mode } from './modes.ts';
import { openRunners, type QueueChoice } from './runners.ts';

/** A campaign of the command line. */
export interface FuzzOptions extends FuzzOutput {
  readonly plan: FuzzPlan;
  readonly range: RunRange;
  /** The runs of all shards, if the range is that of one. */
  readonly whole: number | undefined;
  readonly chosen: ChosenEngine;
  readonly engineFlags: EngineFlags & DeviceFlags;
  readonly jobs: number;
  /** Null: the cases are judged here. */
  readonly queue: QueueChoice | null;
  /** Milliseconds. */
  readonly time: number | null;
  readonly maxFindings: number | null;
  readonly failFast: boolean;
  readonly mode: Mode | null;
  /** Fingerprints of known findings. */
  readonly baseline: ReadonlySet<string>;
}

/** What a campaign says of the rules. */
function outcomeOf({ totals }: Conclusion, exit: ExitCode): EngineOutcome {
  const failing = new Map<string, number>();
  for (const { rule, cases } of decidingFailures(totals)) failing.set(rule, (failing.get(rule) ?? 0) + cases);
  return { kind: 'outcome', exit, failing, tested: new Set(totals.tested.keys()) };
}

/** Runs a campaign, or goes on with it, prints its findings and writes its stream. */
export async function fuzz(options: FuzzOptions, io: Io): Promise<EngineOutcome | CommandProblem> {
  const { plan, range, whole, chosen, out } = options;
  const header = headerRecord({
    suite: VERSION,
    hello: chosen.engine.hello,
    engineFlags: [...chosen.flags, ...deviceWords(options.engineFlags)],
    plan,
    range,
    whole,
  });
  const warn = (text: string): void => {
    io.err(`vmstate-conformance: ${text}\n`);
  };
  const opened = out === undefined ? openSpill() : await openCampaign(out, header, warn);
  if (isProblem(opened)) return opened;
  try {
    return await fuzzInto(opened.store, header, options, io);
  } finally {
    opened.close();
  }
}

/** An engine that was changed since is not judged anew by what it did before. */
function beforeText(folder: string, { before, cases }: Pick<FuzzGoal, 'before' | 'cases'>): string {
  return before === cases
    ? `all ${before} cases were judged before, in ${folder}: another folder, or none, has them judged anew`
    : `${before} cases were judged before, in ${folder}: this goes on from there`;
}

async function fuzzInto(
  store: CampaignStore,
  header: HeaderRecord,
  options: FuzzOptions,
  io: Io,
): Promise<EngineOutcome | CommandProblem> {
  const { plan, range, chosen } = options;
  const corpus = options.corpus === null ? null : await openCorpus(options.corpus, { chosen, plan }, io);
  if (corpus !== null && isProblem(corpus)) return corpus;
  const limits = createLimits(options, store, io.signal);
  const pool = await openRunners(options, limits.ended, io);
  if (isProblem(pool)) return pool;
  const found = createSearchTally(plan.directed !== undefined);
  const goal = await goalOf(options, store);
  if (goal.before > 0) io.err(`vmstate-conformance: ${beforeText(options.out ?? '', goal)}\n`);
  const progress = createFuzzProgress(io, goal);
  const end = async (): Promise<void> => {
    io.concludes?.();
    progress.end();
    limits.close();
    await pool.close();
  };
  const problem = await coordinate<CommandProblem>({
    range,
    chunk: plan.chunk,
    store,
    runners: pool.runners,
    enough: limits.enough,
    signal: limits.ended,
    isProblem,
    onProgress: progress.tell,
    onResult: (result) => {
      progress.result(result);
      limits.result(result);
      found.result(result);
    },
  }).finally(end);
  const conclusion = await concludeCampaign({
    header,
    chunks: store.chunks,
    shrunk: store.shrunk(),
    times: store.times(),
  });
  if (problem !== null) {
    // What was judged before is told all the same.
    const told = conclusion.totals.cases === 0 ? null : await reportFuzz(conclusion, options, io);
    if (typeof told === 'object' && told !== null) io.err(`vmstate-conformance: ${told.message}\n`);
    return problem;
  }
  const unkept = (await corpus?.add(conclusion, found.kept())) ?? null;
  io.out(found.text());
  const exit = await reportFuzz(conclusion, options, io);
  if (unkept !== null) return unkept;
  if (typeof exit !== 'number') return exit;
  if (options.mode === 'pr' && exit !== EXIT.interrupted) {
    const known = new Set([...options.baseline, ...(corpus?.fingerprints ?? [])]);
    const { fresh, known: old, fails } = noveltyOf(conclusion, known);
    io.out(`new findings: ${fresh.length === 0 ? 'none' : fresh.join(', ')}; known before: ${old}\n`);
    return outcomeOf(conclusion, fails || corpus?.failsAgain === true ? EXIT.nonconform : EXIT.conforms);
  }
  const replayed = corpus === null ? EXIT.conforms : replayExit(corpus.replayed);
  if (typeof replayed !== 'number') return replayed;
  return outcomeOf(conclusion, exit === EXIT.conforms ? replayed : exit);
}
