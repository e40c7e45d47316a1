import { randomInt } from 'node:crypto';
import type { KnownList } from '../../campaign/known-failing/entry.ts';
import { passes, type CampaignResult } from '../../campaign/result.ts';
import { runCampaign } from '../../campaign/run.ts';
import { resultJson } from '../../report/json/result-json.ts';
import { renderCheck } from '../../report/terminal/check.ts';
import { isEmpty } from '../../report/terminal/conclusion.ts';
import type { Law } from '../../spec/law.ts';
import { laws, selectLaws } from '../../spec/laws/index.ts';
import type { Level } from '../../spec/rules/rules.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { readCase, saveCase } from '../case-files.ts';
import { chooseEngine, type ChosenEngine, type EngineFlags } from '../engine-choice.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { refuseTooFew, warnOfUnknown } from '../features.ts';
import type { Io } from '../io.ts';
import { spread } from '../jobs/spread.ts';
import { judgeCase } from '../../campaign/judge-case.ts';
import { rememberCheck } from '../last-check.ts';
import { ambiguityOf, readKnownFailing, rewriteKnownFailing } from '../known-failing-file.ts';
import { isProblem, usageProblem, type Problem } from '../problem.ts';
import { createProgress } from '../progress.ts';

export interface CheckFlags extends EngineFlags {
  readonly runs: number;
  readonly jobs: number;
  readonly seed?: number;
  readonly run?: number;
  readonly law: readonly string[];
  readonly case?: string;
  readonly saveCase?: string;
  readonly level: Level;
  readonly knownFailing?: string;
  readonly updateKnown?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `vmstate-conformance check` */
export async function check(flags: CheckFlags, io: Io): Promise<ExitCode | Problem> {
  const selected = selectLaws(flags.law);
  if (selected.length === 0) {
    return usageProblem(
      `--law: no law matches ${flags.law.join(', ')}; there are: ${laws.map(({ id }) => id).join(', ')}`,
    );
  }
  const given = flags.case === undefined ? null : await readCase(flags.case, flags.dialect);
  if (given !== null && isProblem(given)) return given;
  const known = await readKnown(flags);
  if (known !== null && isProblem(known)) return known;
  const chosen = await chooseEngine(given === null ? flags : { ...flags, dialect: given.dialect }, io.env);
  if (isProblem(chosen)) return chosen;
  const { hello } = chosen.engine;
  try {
    warnOfUnknown(hello, io);
    const tooFew = given === null ? refuseTooFew(hello.name, hello.features) : null;
    if (tooFew !== null) return tooFew;
    const result =
      given === null
        ? await campaign(flags, chosen, selected, known, io)
        : await judgeCase(given, chosen.engine, selected, flags.level, known ?? undefined);
    if (isProblem(result)) return result;
    if (io.lastCheck !== undefined && flags.run === undefined) await rememberCheck(io.lastCheck, result);
    return await tell(result, flags, chosen, io);
  } finally {
    await chosen.engine.close();
  }
}

async function readKnown({ knownFailing, updateKnown = false }: CheckFlags): Promise<KnownList | Problem | null> {
  if (knownFailing !== undefined) return readKnownFailing(knownFailing, updateKnown);
  return updateKnown ? usageProblem('--update-known: name the list to be written with --known-failing FILE') : null;
}

async function campaign(
  flags: CheckFlags,
  chosen: ChosenEngine,
  selected: readonly Law[],
  known: KnownList | null,
  io: Io,
): Promise<CampaignResult | Problem> {
  const { engine, dialect } = chosen;
  const { run, level, jobs } = flags;
  const seed = flags.seed ?? randomInt(-(2 ** 31), 2 ** 31);
  const range = { runs: run === undefined ? flags.runs : 1, firstRun: run ?? 0 };
  const progress = createProgress(io.progress, range.runs);
  const { signal } = io;
  const options = {
    engine,
    dialect,
    seed,
    ...range,
    laws: selected,
    level,
    known: known ?? undefined,
    signal,
    onProgress: progress.tell,
    started: performance.now(),
  };
  try {
    if (jobs === 1 || range.runs === 1) return await runCampaign(options);
    const order = { flags, dialect, seed, ...range, laws: selected.map(({ id }) => id), known: known ?? undefined };
    const shards = await spread(order, jobs, { signal, onProgress: progress.tell });
    return isProblem(shards) ? shards : await runCampaign({ ...options, shards });
  } finally {
    progress.end();
  }
}

async function tell(
  result: CampaignResult,
  flags: CheckFlags,
  chosen: ChosenEngine,
  io: Io,
): Promise<ExitCode | Problem> {
  // A run that came to its end was not interrupted, whatever was pressed while it was told.
  const interrupted = io.signal.aborted && result.cases < result.runs;
  const { json = false, verbose = false } = flags;
  const source = { engineFlags: chosen.flags, caseFile: flags.case ?? null };
  io.out(
    json ? resultJson(result, interrupted) : renderCheck(result, { color: io.color, verbose, interrupted, source }),
  );
  const smallest = smallestOf(result);
  const unsaved = flags.saveCase === undefined || smallest === null ? null : await saveCase(flags.saveCase, smallest);
  if (unsaved !== null) return unsaved;
  if (interrupted) return EXIT.interrupted;
  const { knownFailing } = result;
  const ambiguity = knownFailing === null ? null : ambiguityOf(knownFailing);
  if (ambiguity !== null) return ambiguity;
  if (knownFailing !== null && flags.updateKnown === true) {
    const changes = await rewriteKnownFailing(knownFailing, result);
    if (typeof changes !== 'string') return changes;
    // A JSON document stands alone.
    (json ? io.err : io.out)(json ? changes : `\n${changes}`);
    return EXIT.conforms;
  }
  if (!passes(result)) return EXIT.nonconform;
  if (isEmpty(result))
    return usageProblem('nothing was judged: no law applied to any case; try more --runs or other laws');
  if (result.missing.length > 0) {
    io.err(
      `vmstate-conformance: the generators never made what the report lists as missing: the run proves less than it says, please report\n`,
    );
    return EXIT.internal;
  }
  return EXIT.conforms;
}

/** The case of the first law that is broken. */
function smallestOf(result: CampaignResult): Case | null {
  return result.laws.find((law) => law.failure !== null)?.failure?.smallest ?? null;
}
