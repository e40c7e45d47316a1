import { Option, type Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { Problem } from '../problem.ts';
import { SMOKE_SECONDS, timeoutOption } from '../timeout.ts';
import { smoke, type SmokeFlags } from './smoke.ts';

const exitCodes = `
Exit codes: 0 every exchange is ok, 1 some failed, 2 wrong flags, 3 the engine does
not start or never says hello, 130 interrupted.`;

/** `smoke` and what it takes. */
export function addSmoke(program: Command, io: Io, tell: (outcome: ExitCode | Problem) => void): void {
  program
    .command('smoke')
    .description('try whether an engine speaks the protocol, before it is judged')
    .option('--engine <name>', "an engine built by 'qemu build'")
    .addOption(new Option('--engine-cmd <command>', 'any program that speaks the protocol').conflicts('engine'))
    .addOption(timeoutOption(SMOKE_SECONDS))
    .addHelpText('after', exitCodes)
    .action(async (flags: SmokeFlags) => {
      tell(await smoke(flags, io));
    });
}
