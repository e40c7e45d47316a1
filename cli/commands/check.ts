import { Option, type Command } from 'commander';
import { freshSeed } from '../../random/fresh.ts';
import { levels } from '../../campaign/level.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import { runOne } from '../../campaign/run-one.ts';
import { runCampaign } from '../../campaign/run.ts';
import type { Law } from '../../spec/law.ts';
import { allLaws, selectLaws } from '../../spec/laws/index.ts';
import type { Level } from '../../spec/rules/rules.ts';
import { readCase } from '../case-files.ts';
import type { Limits } from '../../campaign/limits.ts';
import type { Requirements } from '../../campaign/shortfalls.ts';
import { devicesFor, deviceWords, type DeviceFlags } from '../device-flags.ts';
import type { EngineOutcome } from '../config/all-engines.ts';
import { addConfigOptions, allEnginesOption, withConfig } from '../config/apply-config.ts';
import type { ConfigFile } from '../config/read-config.ts';
import { chooseEngine, type ChosenEngine, type EngineFlags } from '../engine-choice.ts';
import { refuseTooFew, warnOfUnknown } from '../engine-features.ts';
import type { Execute, Io } from '../io.ts';
import { judgingOf, type Judging } from '../judging.ts';
import { saveLastCheck } from '../last-check.ts';
import {
  CHECK_SECONDS,
  RUN_WITHOUT_SEED,
  collect,
  deviceNameOption,
  devicesOption,
  dialectOption,
  engineCmdOption,
  maxAnswerOption,
  runOption,
  runsOption,
  seconds,
  seedOption,
  timeoutOption,
  wholeNumber,
} from '../options.ts';
import { INTERRUPTED_CODES, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { createProgress } from '../progress.ts';
import { printsAnnotations, reportOption, type ReportTarget } from '../report-options.ts';

interface CheckFlags extends EngineFlags, DeviceFlags {
  readonly allEngines?: boolean;
  readonly runs: number;
  readonly jobs: number;
  readonly seed?: number;
  readonly run?: number;
  readonly law: readonly string[];
  readonly require: readonly string[];
  readonly requireAllLaws?: boolean;
  readonly maxFailures?: number;
  readonly failFast?: boolean;
  readonly time?: number;
  readonly case?: string;
  readonly saveCase?: string;
  readonly showExchange?: boolean;
  readonly level?: Level;
  readonly knownFailing?: string;
  readonly updateKnown?: boolean;
  readonly json?: boolean;
  readonly report: readonly ReportTarget[];
  readonly verbose?: boolean;
}

const exitCodes = `
Exit codes: 0 the engine conforms, 1 it does not, 2 wrong flags or configuration,
3 the engine cannot be used, 4 internal error of the suite, ${INTERRUPTED_CODES}.`;

/** Adds `check`. */
export function addCheck(program: Command, execute: Execute): void {
  addConfigOptions(program.command('check'))
    .description('check an engine with generated cases')
    .option('--engine <name>', "'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(engineCmdOption().conflicts('engine'))
    .addOption(allEnginesOption())
    .addOption(timeoutOption(CHECK_SECONDS))
    .addOption(maxAnswerOption())
    .addOption(dialectOption("the release to judge by (default: the engine's own)"))
    .addOption(runsOption())
    .addOption(
      new Option('--jobs <n>', 'number of worker processes, each with its own engine')
        .argParser(wholeNumber(1, 256))
        .default(1),
    )
    .addOption(seedOption())
    .addOption(runOption().conflicts('runs'))
    .addOption(devicesOption().conflicts('case'))
    .addOption(deviceNameOption())
    .option('--law <glob>', "only laws that match, as in 'equivalence/*'; repeatable", collect, [])
    .option('--require <feature>', 'fail unless the engine lists this feature; repeatable', collect, [])
    .option('--require-all-laws', 'fail unless every selected law judged at least one case')
    .addOption(
      new Option(
        '--max-failures <n>',
        'end the run after this many cases that break one law by one rule (default: 100; no limit with --update-known)',
      ).argParser(wholeNumber(1, 2 ** 31 - 1)),
    )
    .option('--fail-fast', 'end the run after the first failing case')
    .addOption(
      new Option('--time <seconds>', 'end the run after this time, as in 60s; what was judged decides').argParser(
        seconds,
      ),
    )
    .addOption(new Option('--case <file>', 'check only the case in this file').conflicts(['run', 'runs', 'seed']))
    .option('--save-case <file>', 'write the smallest case of the first finding, with the requests and answers')
    .option('--show-exchange', 'print the requests and answers of the smallest failing case, as lines to send again')
    .addOption(
      new Option(
        '--level <level>',
        'lowest level of rules whose violations fail; others are only counted (default: must; quirk for a build of QEMU)',
      ).choices(levels),
    )
    .option(
      '--known-failing <file>',
      "list of known failures: they pass, and an entry that no longer fails is an error; 'releases': the list of what every release of QEMU fails, the default for a build of QEMU; 'none'",
    )
    .option('--update-known', 'rewrite that file with the failures of this run')
    .option('--json', 'print the result as one JSON document')
    .addOption(reportOption())
    .option('-v, --verbose', 'tell all findings, and print the table of laws and what was generated')
    .addHelpText('after', exitCodes)
    .action((flags: CheckFlags, command: Command) =>
      execute((io) => withConfig(command, io, (file) => checkAny(flags, file, io))),
    );
}

/** Each hang costs a whole response timeout. */
const MOST_HANGS = 5;

/** Faults outside the cases, each of which costs as many restarts as requests were in flight. */
const MOST_INCIDENTS = 5;

const MOST_FAILURES = 100;

/** Failing cases alike that end a run; undefined: a list of known failures needs all of them. */
function failuresOf({ failFast = false, maxFailures, updateKnown = false }: CheckFlags): number | undefined {
  if (failFast) return 1;
  return maxFailures ?? (updateKnown ? undefined : MOST_FAILURES);
}

async function checkAny(flags: CheckFlags, file: ConfigFile, io: Io): Promise<ExitCode | CommandProblem> {
  if (flags.allEngines !== true) return await check(flags, io);
  // Loaded where it is asked for: it compares engines.
  const { forAllEngines } = await import('../config/all-engines.ts');
  return await forAllEngines(flags, file, io, async (each) => {
    const results: CampaignResult[] = [];
    const exit = await check(each, io, (result) => results.push(result));
    return typeof exit === 'number' ? outcomeOfResults(results, exit) : exit;
  });
}

/** What the results of one engine say of the rules. */
function outcomeOfResults(results: readonly CampaignResult[], exit: ExitCode): EngineOutcome {
  const failing = new Map<string, number>();
  for (const { rule, cases } of results.flatMap(({ laws }) => laws.flatMap((law) => law.failing)))
    failing.set(rule, (failing.get(rule) ?? 0) + cases);
  const tested = new Set(
    results.flatMap((result) => (result.kind === 'generated' ? Object.keys(result.ruleCoverage.rules) : [])),
  );
  return { kind: 'outcome', exit, failing, tested };
}

async function check(
  flags: CheckFlags,
  io: Io,
  onResult: (result: CampaignResult) => void = () => undefined,
): Promise<ExitCode | CommandProblem> {
  if (flags.json === true && printsAnnotations(flags.report))
    return usageProblem('--report github: --json leaves no room for annotations on stdout; use --report json=FILE');
  const selected = selectLaws(flags.law);
  const wrong = flags.law.find((glob) => selectLaws([glob]).length === 0);
  if (wrong !== undefined)
    return usageProblem(`--law: no law matches ${wrong}; there are: ${allLaws.map(({ id }) => id).join(', ')}`);
  if (flags.run !== undefined && flags.seed === undefined) return usageProblem(RUN_WITHOUT_SEED);
  const given = flags.case === undefined ? null : await readCase({ option: '--case', name: flags.case }, flags.dialect);
  if (given !== null && isProblem(given)) return given;
  const judging = await judgingOf(flags);
  if (isProblem(judging)) return judging;
  const chosen = await chooseEngine(given === null ? flags : { ...flags, dialect: given.dialect }, io.env);
  if (isProblem(chosen)) return chosen;
  const { engine } = chosen;
  const require = { features: flags.require, allLaws: flags.requireAllLaws === true };
  const failures = failuresOf(flags);
  const time = flags.time === undefined ? undefined : 1000 * flags.time;
  const limits = { failures, hangs: Math.min(failures ?? MOST_HANGS, MOST_HANGS), incidents: MOST_INCIDENTS, time };
  const exchanges = flags.showExchange === true || flags.saveCase !== undefined;
  const scope = { laws: selected, ...judging, require, limits, exchanges };
  try {
    warnOfUnknown(engine.hello, io);
    const tooFew = given === null ? refuseTooFew(engine.hello.name, engine.hello.features) : null;
    if (tooFew !== null) return tooFew;
    const result =
      given === null
        ? await campaign(flags, chosen, scope, io)
        : await runOne({ case: given, from: flags.case ?? '' }, { engine, ...scope, signal: io.signal });
    if (isProblem(result)) return result;
    onResult(result);
    const isGenerated = result.kind === 'generated' && (result.devices === null || result.devices === 'off');
    if (io.lastCheck !== undefined && flags.run === undefined && isGenerated) await saveLastCheck(io.lastCheck, result);
    // Loaded after the run: the first case does not wait for the reports.
    const { reportCheck } = await import('../check-report.ts');
    return await reportCheck(result, { ...flags, engineFlags: [...chosen.flags, ...deviceWords(flags)] }, io);
  } finally {
    await engine.close();
  }
}

interface Scope extends Judging {
  readonly laws: readonly Law[];
  readonly require: Requirements;
  readonly limits: Limits;
  readonly exchanges: boolean;
}

async function campaign(
  flags: CheckFlags,
  { engine, dialect }: ChosenEngine,
  scope: Scope,
  io: Io,
): Promise<CampaignResult | CommandProblem> {
  const { run, jobs, devices: file, name } = flags;
  const devices = await devicesFor(flags, { hello: engine.hello, dialect });
  if (devices !== undefined && isProblem(devices)) return devices;
  const seed = flags.seed ?? freshSeed();
  const range = { runs: run === undefined ? flags.runs : 1, firstRun: run ?? 0 };
  const progress = createProgress(io.progress, range.runs);
  const onWarning = (text: string): void => {
    io.err(`vmstate-conformance: ${text}\n`);
  };
  const watch = { signal: io.signal, onProgress: progress.tell, onWarning };
  const options = { engine, dialect, devices, seed, ...range, ...scope, ...watch, started: performance.now() };
  // What is interrupted asks the engine nothing more, and has something to tell.
  io.signal.addEventListener('abort', () => io.concludes?.(), { once: true });
  try {
    if (jobs === 1 || range.runs === 1) return await runCampaign(options);
    const job = {
      flags,
      dialect,
      devices: { devices: file, name },
      seed,
      ...range,
      laws: scope.laws.map(({ id }) => id),
      known: scope.known,
      level: scope.level,
      limits: scope.limits,
    };
    const { runInWorkers } = await import('../workers/worker-pool.ts');
    const shards = await runInWorkers(job, jobs, watch);
    return isProblem(shards) ? shards : await runCampaign({ ...options, shards });
  } finally {
    io.concludes?.();
    progress.end();
  }
}
