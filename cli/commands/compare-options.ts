import { Option, type Command } from 'commander';
import { dialects } from '../../vmstate/dialect.ts';
import type { EngineFlags } from '../engine-choice.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { wholeNumber } from '../numbers.ts';
import type { Problem } from '../problem.ts';
import { compare, type CompareFlags } from './compare.ts';

const exitCodes = `
Exit codes: 0 no difference, 1 a difference, 2 wrong flags or configuration,
3 an engine is unusable, 4 a fault of the suite, 130 interrupted.`;

/** Adds `compare` to the command line. */
export function addCompare(program: Command, io: Io, tell: (outcome: ExitCode | Problem) => void): void {
  const most = 2 ** 31 - 1;
  // Two options name engines, and which is A depends on which came first.
  const sides: EngineFlags[] = [];
  const side =
    (named: (value: string) => EngineFlags) =>
    (value: string): void =>
      void sides.push(named(value));
  program
    .command('compare')
    .description('show how two engines differ on the same generated cases; no oracle judges them')
    .addOption(
      new Option('--engine <name>', "'reference', or an engine built by 'qemu build'; the first is A").argParser(
        side((engine) => ({ engine })),
      ),
    )
    .addOption(
      new Option('--engine-cmd <command>', 'any program that speaks the protocol').argParser(
        side((engineCmd) => ({ engineCmd })),
      ),
    )
    .addOption(
      new Option('--dialect <dialect>', "the release whose cases are generated (default: A's own)").choices(dialects),
    )
    .addOption(new Option('--runs <n>', 'cases to generate').argParser(wholeNumber(1, most)).default(10_000))
    .addOption(new Option('--seed <s>', 'decides every case (default: random)').argParser(wholeNumber(-most - 1, most)))
    .addOption(
      new Option('--run <i>', 'replay this run of the seed alone').argParser(wholeNumber(0, most)).conflicts('runs'),
    )
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', exitCodes)
    .action(async (flags: Omit<CompareFlags, 'sides'>) => {
      tell(await compare({ ...flags, sides }, io));
    });
}
