import { Command, Option } from 'commander';
import pkg from '../package.json' with { type: 'json' };
import { levels } from '../campaign/level.ts';
import { dialects } from '../vmstate/dialect.ts';
import { check, type CheckFlags } from './commands/check.ts';
import { addCompare } from './commands/compare-options.ts';
import { addLint } from './commands/lint.ts';
import { buildEngine, listBuilt, type BuildFlags } from './commands/qemu.ts';
import { addRules } from './commands/rules.ts';
import { addShow } from './commands/show-options.ts';
import { addSmoke } from './commands/smoke-options.ts';
import { addVectors } from './commands/vectors.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { wholeNumber } from './numbers.ts';
import type { Problem } from './problem.ts';
import { CHECK_SECONDS, timeoutOption } from './timeout.ts';

/** What became of the command that was carried out. */
type Tell = (outcome: ExitCode | Problem) => void;

const exitCodes = `
Exit codes: 0 the engine conforms, 1 it does not, 2 wrong flags or configuration,
3 the engine is unusable, 4 a fault of the suite, 130 interrupted.`;

/** The whole command line. Nothing in it exits: problems are thrown as CommanderError. */
export function buildCommands(io: Io, tell: Tell): Command {
  const program = new Command('vmstate-conformance')
    .description('Judges engines that interpret QEMU VMStateDescriptions against what QEMU itself does.')
    .version(pkg.version)
    .exitOverride()
    // The message comes with the CommanderError; it is told once, in one line.
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText('after', exitCodes);
  addCheck(program, io, tell);
  addCompare(program, io, tell);
  addShow(program, io, tell);
  addSmoke(program, io, tell);
  addLint(program, io, tell);
  addRules(program, io, tell);
  addVectors(program, io, tell);
  addQemu(program, io, tell);
  return program;
}

function addCheck(program: Command, io: Io, tell: Tell): void {
  const most = 2 ** 31 - 1;
  const runs = new Option('--runs <n>', 'cases to generate').argParser(wholeNumber(1, most)).default(10_000);
  const run = new Option('--run <i>', 'replay this run of the seed alone').argParser(wholeNumber(0, most));
  program
    .command('check')
    .description('judge an engine by generated cases')
    .option('--engine <name>', "'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(new Option('--engine-cmd <command>', 'any program that speaks the protocol').conflicts('engine'))
    .addOption(timeoutOption(CHECK_SECONDS))
    .addOption(
      new Option('--dialect <dialect>', "the release to judge by (default: the engine's own)").choices(dialects),
    )
    .addOption(runs)
    .addOption(
      new Option('--jobs <n>', 'processes that share the cases, each with an engine of its own')
        .argParser(wholeNumber(1, 256))
        .default(1),
    )
    .addOption(new Option('--seed <s>', 'decides every case (default: random)').argParser(wholeNumber(-most - 1, most)))
    .addOption(run.conflicts('runs'))
    .option('--law <glob>', "only laws that match, as in 'equivalence/*'; repeatable", collect, [])
    .addOption(
      new Option('--case <file>', 'judge the case in this file, nothing generated').conflicts(['run', 'runs', 'seed']),
    )
    .option('--save-case <file>', 'write the smallest failing case of the first broken law')
    .addOption(
      new Option('--level <level>', 'which rules decide: violations of lesser ones are counted, and pass')
        .choices(levels)
        .default('must'),
    )
    .option('--known-failing <file>', 'failures that are known: they pass, but must still fail')
    .option('--update-known', 'rewrite that file by what fails in this run')
    .option('--json', 'print the result as one JSON document')
    .option('-v, --verbose', 'also list every combination of flags and type that was generated')
    .addHelpText('after', exitCodes)
    .action(async (flags: CheckFlags) => {
      tell(await check(flags, io));
    });
}

function addQemu(program: Command, io: Io, tell: Tell): void {
  const qemu = program.command('qemu').description("engines made of QEMU's own sources");
  qemu
    .command('build')
    .description("build QEMU's interpreter as an engine")
    .argument('<release>', '7.2, 10.0, 10.2 or 11.1')
    .option('--source <dir>', "a QEMU tree to build from (default: the release's sources, downloaded)")
    .option('--patch <file>', 'apply a patch to a copy of the sources; repeatable', collect, [])
    .option('--name <name>', 'what to call the engine (default: qemu-<release>)')
    .action(async (release: string, flags: BuildFlags) => {
      tell(await buildEngine(release, flags, io));
    });
  qemu
    .command('list')
    .description('list the engines that are built')
    .action(async () => {
      tell(await listBuilt(io));
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
