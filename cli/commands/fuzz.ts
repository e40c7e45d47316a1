import { Option, type Command } from 'commander';
import { levels } from '../../campaign/level.ts';
import { allLaws, selectLaws } from '../../spec/laws/index.ts';
import { forAllEngines, type EngineOutcome } from '../config/all-engines.ts';
import { addConfigOptions, allEnginesOption, withConfig } from '../config/apply-config.ts';
import type { ConfigFile } from '../config/read-config.ts';
import { devicesFor, type DeviceFlags } from '../device-flags.ts';
import { chooseEngine } from '../engine-choice.ts';
import { refuseTooFew, warnOfUnknown } from '../engine-features.ts';
import { openSearch } from '../directed/open-search.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { decideRuns, type RunFlags } from '../fuzz/decide-runs.ts';
import { pruneCorpus } from '../corpus/prune.ts';
import { applyMode, modeOption, readBaseline, type Mode } from '../fuzz/modes.ts';
import { queueOption } from '../queue/option.ts';
import type { QueueChoice } from '../fuzz/runners.ts';
import { durationOption, shardChoice } from '../fuzz/option-values.ts';
import type { Execute, Io } from '../io.ts';
import { judgingOf, type JudgingFlags } from '../judging.ts';
import {
  CHECK_SECONDS,
  collect,
  deviceNameOption,
  devicesOption,
  dialectOption,
  engineCmdOption,
  seedOption,
  timeoutOption,
  wholeNumber,
} from '../options.ts';
import { availableParallelism } from 'node:os';
import { INTERRUPTED_CODES, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

interface FuzzFlags extends RunFlags, JudgingFlags, DeviceFlags {
  readonly law: readonly string[];
  readonly allEngines?: boolean;
  readonly jobs: number;
  readonly maxFindings?: number;
  readonly failFast?: boolean;
  readonly directed?: boolean;
  readonly stream?: string;
  readonly mode?: Mode;
  readonly baseline?: string;
  readonly queue?: string;
  readonly inFlight: number;
  /** The name that the configuration gives to the engine. */
  readonly engineName?: string;
  /** False: none. */
  readonly corpus: string | false;
}

const exitCodes = `
Exit codes: 0 nothing new fails, 1 there are findings, 2 wrong flags or configuration,
3 the engine cannot be used, 4 internal error of the suite, ${INTERRUPTED_CODES}.`;

/** Adds `fuzz`. */
export function addFuzz(program: Command, execute: Execute): void {
  addConfigOptions(program.command('fuzz'))
    .description('a campaign: judge many cases, go on after failures, shrink each to a finding')
    .option('--engine <name>', "'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(engineCmdOption().conflicts('engine'))
    .addOption(allEnginesOption())
    .addOption(timeoutOption(CHECK_SECONDS))
    .addOption(dialectOption("the release to judge by (default: the engine's own)"))
    .addOption(
      new Option('--runs <n>', 'number of cases (default: 10000, or as many as fit into --time)').argParser(
        wholeNumber(1, 2 ** 31 - 2),
      ),
    )
    .addOption(new Option('--time <duration>', 'end after this time, as in 90s, 10m or 8h').argParser(durationOption))
    .addOption(modeOption())
    .option('--baseline <file>', "with --mode pr: a result stream, or a campaign's folder, whose findings are not new")
    .addOption(seedOption("seed of the generated cases (default: that of --out's campaign, or random)"))
    .addOption(
      new Option('--jobs <n>', 'number of worker processes, each with its own engine')
        .argParser(wholeNumber(1, 256))
        .default(availableParallelism(), 'all cores'),
    )
    .addOption(
      new Option('--chunk <n>', 'runs that are judged and stored together')
        .argParser(wholeNumber(1, 1e6))
        .default(1000),
    )
    .addOption(new Option('--shard <k/n>', 'judge only this one of n shards of the runs').argParser(shardChoice))
    .option('--out <folder>', 'keep every finished chunk in this folder, and go on with what it has')
    .option('--stream <file>', 'write the result stream')
    .option(
      '--corpus <folder>',
      'replay the cases of this folder first, and keep findings and new kinds of cases in it',
      'vmstate-corpus',
    )
    .option('--no-corpus', 'use no corpus')
    .addOption(
      new Option('--max-findings <n>', 'judge no further cases after so many findings').argParser(wholeNumber(1, 1e6)),
    )
    .option('--fail-fast', 'judge no further cases after the first failing ones')
    .option('--directed', 'search: half of the cases are mutants of those that reached something first')
    .addOption(queueOption())
    .addOption(
      new Option('--in-flight <n>', 'tasks that are in the queue at once')
        .argParser(wholeNumber(1, 10_000))
        .default(64),
    )
    .addOption(devicesOption().conflicts('queue'))
    .addOption(deviceNameOption())
    .option('--law <glob>', "only laws that match, as in 'equivalence/*'; repeatable", collect, [])
    .addOption(
      new Option(
        '--level <level>',
        'lowest level of rules whose violations are findings (default: must; quirk for a build of QEMU)',
      ).choices(levels),
    )
    .option('--known-failing <file>', "list of known failures, which are no findings; 'releases' or 'none' as in check")
    .addHelpText('after', exitCodes)
    .action((flags: FuzzFlags, command: Command) =>
      execute((io) => withConfig(command, io, (file) => runAny(flags, file, io), applyMode)),
    );
}

async function runAny(flags: FuzzFlags, file: ConfigFile, io: Io): Promise<ExitCode | CommandProblem> {
  if (flags.allEngines === true) return await forAllEngines(flags, file, io, (each) => run(each, io));
  const outcome = await run(flags, io);
  return isProblem(outcome) ? outcome : outcome.exit;
}

/** Workers know the engine by its name alone. */
function queueOf({
  queue: url,
  inFlight,
  engine,
  engineCmd,
  engineName,
}: FuzzFlags): QueueChoice | CommandProblem | null {
  if (url === undefined) return null;
  const name = engineName ?? (engineCmd === undefined ? (engine ?? 'reference') : undefined);
  return name === undefined
    ? usageProblem('--queue: name the engine in a configuration: workers run no command from a queue')
    : { kind: 'queue', url, inFlight, engine: name };
}

async function run(flags: FuzzFlags, io: Io): Promise<EngineOutcome | CommandProblem> {
  const wrong = flags.law.find((glob) => selectLaws([glob]).length === 0);
  if (wrong !== undefined)
    return usageProblem(`--law: no law matches ${wrong}; there are: ${allLaws.map(({ id }) => id).join(', ')}`);
  const queue = queueOf(flags);
  if (queue !== null && isProblem(queue)) return queue;
  if (
    flags.directed === true &&
    [flags.shard, flags.queue, flags.out, flags.devices].some((each) => each !== undefined)
  )
    return usageProblem(
      '--directed: a case depends on those before it, and is not made of real descriptions: leave out --shard, --queue, --out and --devices',
    );
  const baseline =
    flags.baseline === undefined || flags.mode !== 'pr' ? new Set<string>() : await readBaseline(flags.baseline);
  if ('message' in baseline) return baseline;
  const runs = await decideRuns(flags);
  if (isProblem(runs)) return runs;
  const judging = await judgingOf(flags);
  if (isProblem(judging)) return judging;
  const chosen = await chooseEngine(flags, io.env);
  if (isProblem(chosen)) return chosen;
  const { engine, dialect } = chosen;
  try {
    warnOfUnknown(engine.hello, io);
    const tooFew = refuseTooFew(engine.hello.name, engine.hello.features);
    if (tooFew !== null) return tooFew;
    if (flags.mode === 'prune') {
      if (flags.corpus === false) return usageProblem('--mode prune: there is no corpus with --no-corpus');
      const exit = await pruneCorpus(flags.corpus, { ...engine.hello, dialect }, io);
      return typeof exit === 'number' ? { kind: 'outcome', exit, failing: new Map(), tested: new Set() } : exit;
    }
    const { range, whole, seed } = runs;
    const devices = await devicesFor(flags, { hello: engine.hello, dialect });
    if (devices !== undefined && isProblem(devices)) return devices;
    const corpus = flags.corpus === false ? null : flags.corpus;
    const directed =
      flags.directed === true ? await openSearch({ hello: engine.hello, dialect, seed, corpus }) : undefined;
    return await fuzz(
      {
        plan: { dialect, seed, chunk: flags.chunk, laws: selectLaws(flags.law), ...judging, devices, directed },
        range,
        whole,
        chosen,
        engineFlags: flags,
        jobs: flags.jobs,
        queue,
        time: flags.time === undefined ? null : 1000 * flags.time,
        mode: flags.mode ?? null,
        baseline,
        maxFindings: flags.maxFindings ?? null,
        failFast: flags.failFast === true,
        corpus,
        out: flags.out,
        stream: flags.stream,
      },
      io,
    );
  } finally {
    await engine.close();
  }
}
