import { Option, type Command } from 'commander';
import { dialects } from '../../vmstate/dialect.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { wholeNumber } from '../numbers.ts';
import type { Problem } from '../problem.ts';
import { forms, show, type ShowFlags } from './show.ts';

/** Adds `show` to the command line. */
export function addShow(program: Command, io: Io, tell: (outcome: ExitCode | Problem) => void): void {
  const most = 2 ** 31 - 1;
  program
    .command('show')
    .description('show one case: as text, as bytes, or as a unit test in C for QEMU')
    .argument('[case]', "a file written by 'check --save-case', or - for standard input")
    .addOption(new Option('--as <form>', 'what to show of it').choices(forms).default('model'))
    .option('--full', 'with --as json: also description, memory and bytes as the protocol sends them')
    .addOption(new Option('--seed <s>', 'show a generated case: its seed,').argParser(wholeNumber(-most - 1, most)))
    .addOption(new Option('--run <i>', 'its run,').argParser(wholeNumber(0, most)))
    .addOption(new Option('--dialect <dialect>', 'and its dialect').choices(dialects))
    .action(async (file: string | undefined, flags: ShowFlags) => {
      tell(await show(file, flags, io));
    });
}
