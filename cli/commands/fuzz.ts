import { randomInt } from 'node:crypto';
import { Option, type Command } from 'commander';
import { levels } from '../../campaign/level.ts';
import { allLaws, selectLaws } from '../../spec/laws/index.ts';
import type { Level } from '../../spec/rules/rules.ts';
import { chooseEngine, type EngineFlags } from '../engine-choice.ts';
import { refuseTooFew, warnOfUnknown } from '../engine-features.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import type { Execute, Io } from '../io.ts';
import { judgingOf } from '../judging.ts';
import {
  CHECK_SECONDS,
  collect,
  dialectOption,
  engineCmdOption,
  runsOption,
  seedOption,
  timeoutOption,
  wholeNumber,
} from '../options.ts';
import { isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

interface FuzzFlags extends EngineFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly chunk: number;
  readonly law: readonly string[];
  readonly level?: Level;
  readonly knownFailing?: string;
  readonly stream?: string;
}

const exitCodes = `
Exit codes: 0 nothing new fails, 1 there are findings, 2 wrong flags or configuration,
3 the engine cannot be used, 4 internal error of the suite, 130 interrupted.`;

/** Adds `fuzz`. */
export function addFuzz(program: Command, execute: Execute): void {
  program
    .command('fuzz')
    .description('a campaign: judge many cases, go on after failures, shrink each to a finding')
    .option('--engine <name>', "'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(engineCmdOption().conflicts('engine'))
    .addOption(timeoutOption(CHECK_SECONDS))
    .addOption(dialectOption("the release to judge by (default: the engine's own)"))
    .addOption(runsOption())
    .addOption(seedOption())
    .addOption(
      new Option('--chunk <n>', 'runs that are judged and stored together')
        .argParser(wholeNumber(1, 1_000_000))
        .default(1000),
    )
    .option('--law <glob>', "only laws that match, as in 'equivalence/*'; repeatable", collect, [])
    .addOption(
      new Option(
        '--level <level>',
        'lowest level of rules whose violations are findings (default: must; quirk for a build of QEMU)',
      ).choices(levels),
    )
    .option('--known-failing <file>', "list of known failures, which are no findings; 'releases' or 'none' as in check")
    .option('--stream <file>', 'write the result stream')
    .addHelpText('after', exitCodes)
    .action((flags: FuzzFlags) => execute((io) => run(flags, io)));
}

async function run(flags: FuzzFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const wrong = flags.law.find((glob) => selectLaws([glob]).length === 0);
  if (wrong !== undefined)
    return usageProblem(`--law: no law matches ${wrong}; there are: ${allLaws.map(({ id }) => id).join(', ')}`);
  const judging = await judgingOf(flags);
  if (isProblem(judging)) return judging;
  const chosen = await chooseEngine(flags, io.env);
  if (isProblem(chosen)) return chosen;
  const { engine, dialect } = chosen;
  try {
    warnOfUnknown(engine.hello, io);
    const tooFew = refuseTooFew(engine.hello.name, engine.hello.features);
    if (tooFew !== null) return tooFew;
    const seed = flags.seed ?? randomInt(-(2 ** 31), 2 ** 31);
    const plan = { dialect, seed, chunk: flags.chunk, laws: selectLaws(flags.law), ...judging };
    return await fuzz({ plan, range: { first: 0, runs: flags.runs }, chosen, stream: flags.stream }, io);
  } finally {
    await engine.close();
  }
}
