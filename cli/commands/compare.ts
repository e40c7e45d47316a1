import { Option, type Command } from 'commander';
import { freshSeed } from '../../random/fresh.ts';
import { commonGround } from '../../campaign/compare/common-ground.ts';
import { agree, sawNothing, type CompareResult } from '../../campaign/compare/result.ts';
import { runCompare, type NamedEngine } from '../../campaign/compare/run.ts';
import { compareJson } from '../../report/json/compare-json.ts';
import { renderCompare } from '../../report/terminal/compare.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { chooseEngine, type ChosenEngine, type EngineFlags } from '../engine-choice.ts';
import { refuseTooFew, warnOfUnknown } from '../engine-features.ts';
import type { Execute, Io } from '../io.ts';
import { dialectOption, engineCmdOption, RUN_WITHOUT_SEED, runOption, runsOption, seedOption } from '../options.ts';
import { repeatable } from '../single-options.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { createProgress } from '../progress.ts';

interface CompareFlags {
  /** `--engine` and `--engine-cmd` in the order given. */
  readonly sides: readonly EngineFlags[];
  readonly dialect?: Dialect;
  readonly runs: number;
  readonly seed?: number;
  readonly run?: number;
  readonly json?: boolean;
}

const exitCodes = `
Exit codes: 0 no difference, 1 at least one, 2 wrong flags or configuration,
3 an engine cannot be used, 4 internal error of the suite, 130 interrupted.`;

/** Adds `compare`. */
export function addCompare(program: Command, execute: Execute): void {
  // Two options name engines; the first one given is A.
  const sides: EngineFlags[] = [];
  const side =
    (flags: (value: string) => EngineFlags) =>
    (value: string): void =>
      void sides.push(flags(value));
  program
    .command('compare')
    .description('compare two engines on the same generated cases, without the oracle')
    .addOption(
      repeatable(
        new Option('--engine <name>', "'reference', or an engine built by 'qemu build'; the first is A").argParser(
          side((engine) => ({ engine })),
        ),
      ),
    )
    .addOption(repeatable(engineCmdOption().argParser(side((engineCmd) => ({ engineCmd })))))
    .addOption(dialectOption("the release whose cases are generated (default: A's own)"))
    .addOption(runsOption())
    .addOption(seedOption())
    .addOption(runOption().conflicts('runs'))
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', exitCodes)
    .action((flags: Omit<CompareFlags, 'sides'>) => execute((io) => compare({ ...flags, sides }, io)));
}

async function compare(flags: CompareFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const [first, second, ...more] = flags.sides;
  if (first === undefined || second === undefined || more.length > 0) {
    return usageProblem(`compare takes two engines, not ${flags.sides.length}: give --engine or --engine-cmd twice`);
  }
  if (flags.run !== undefined && flags.seed === undefined) return usageProblem(RUN_WITHOUT_SEED);
  const a = await chooseEngine({ ...first, ...dialectOf(flags.dialect) }, io.env);
  if (isProblem(a)) return a;
  try {
    const b = await chooseEngine({ ...second, dialect: a.dialect }, io.env);
    if (isProblem(b)) return b;
    try {
      return await compareTwo(flags, a, b, io);
    } finally {
      await b.engine.close();
    }
  } finally {
    await a.engine.close();
  }
}

function dialectOf(dialect: Dialect | undefined): Pick<EngineFlags, 'dialect'> {
  return dialect === undefined ? {} : { dialect };
}

async function compareTwo(
  flags: CompareFlags,
  chosenA: ChosenEngine,
  chosenB: ChosenEngine,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  const a = sideOf(chosenA);
  const b = sideOf(chosenB);
  const common = commonGround(a.engine.hello, b.engine.hello);
  if (common === null) {
    const host = ({ name, engine: { hello } }: NamedEngine): string =>
      `${name} supports ${hello.abi === null ? 'any' : abiName(hello.abi)}`;
    return usageProblem(`the engines have no host ABI in common: ${host(a)}, ${host(b)}`);
  }
  for (const { engine } of [a, b]) warnOfUnknown(engine.hello, io);
  const tooFew = refuseTooFew(`both ${a.name} and ${b.name}`, common.features);
  if (tooFew !== null) return tooFew;
  const { run, seed = freshSeed() } = flags;
  const runs = run === undefined ? flags.runs : 1;
  const progress = createProgress(io.progress, runs);
  const range = { seed, runs, firstRun: run ?? 0 };
  const dialect = chosenA.dialect;
  try {
    const result = await runCompare({ a, b, common, dialect, ...range, signal: io.signal, onProgress: progress.tell });
    progress.end();
    io.concludes?.();
    return report(result, flags, [...chosenA.flags, ...chosenB.flags], io);
  } finally {
    progress.end();
  }
}

/** The name that the user gave; for a command line, the short name in the engine's handshake. */
function sideOf({ engine, flags: [option, value = ''] }: ChosenEngine): NamedEngine {
  const { name, version } = engine.hello;
  return { name: option === '--engine' ? value : `${name} ${version}`, engine };
}

function report(
  result: CompareResult,
  { json = false }: CompareFlags,
  engineFlags: readonly string[],
  io: Io,
): ExitCode | CommandProblem {
  // Ctrl-C after the last case does not make the result incomplete.
  const interrupted = io.signal.aborted && result.cases < result.runs;
  io.out(
    json ? compareJson(result, interrupted) : renderCompare(result, { color: io.color, interrupted, engineFlags }),
  );
  if (interrupted) return EXIT.interrupted;
  if (!agree(result)) return EXIT.nonconform;
  if (sawNothing(result)) return usageProblem('nothing was compared: neither engine performed any save or load');
  if (result.missing.length > 0) {
    io.err(
      'vmstate-conformance: the generators produced nothing of what the report lists as missing: the comparison is incomplete; please report this bug\n',
    );
    return EXIT.internal;
  }
  return EXIT.conforms;
}
