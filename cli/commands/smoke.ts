import type { Command } from 'commander';
import { renderSmoke } from '../../report/terminal/smoke.ts';
import { runSmoke } from '../../smoke/run.ts';
import { builtCommand, commandWords } from '../engine-choice.ts';
import type { Execute, Io } from '../io.ts';
import { engineCmdOption, SMOKE_SECONDS, timeoutOption, timeoutsOf } from '../options.ts';
import { EXIT, isProblem, unusableEngine, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

interface SmokeFlags {
  readonly engine?: string;
  readonly engineCmd?: string;
  readonly timeout: number;
}

const exitCodes = `
Exit codes: 0 every exchange passes, 1 at least one fails, 2 wrong flags, 3 the engine
does not start or does not complete the handshake, 130 interrupted.`;

/** Adds `smoke`. */
export function addSmoke(program: Command, execute: Execute): void {
  program
    .command('smoke')
    .description('test whether an adapter speaks the protocol, before checking its engine')
    .option('--engine <name>', "an engine built by 'qemu build'")
    .addOption(engineCmdOption().conflicts('engine'))
    .addOption(timeoutOption(SMOKE_SECONDS))
    .addHelpText('after', exitCodes)
    .action((flags: SmokeFlags) => execute((io) => smoke(flags, io)));
}

async function smoke(flags: SmokeFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const command = await commandOf(flags, io);
  if (isProblem(command)) return command;
  const result = await runSmoke({ command, env: io.env, signal: io.signal, ...timeoutsOf(flags.timeout) });
  if (result.status === 'unusable') return io.signal.aborted ? EXIT.interrupted : unusableEngine(result.message);
  io.out(renderSmoke(result, io.color));
  if (result.interrupted) return EXIT.interrupted;
  return result.findings.some(({ verdict }) => verdict === 'failed') ? EXIT.nonconform : EXIT.conforms;
}

async function commandOf({ engine, engineCmd }: SmokeFlags, { env }: Io): Promise<readonly string[] | CommandProblem> {
  if (engineCmd !== undefined) return commandWords(engineCmd);
  if (engine === undefined)
    return usageProblem('smoke tests a program; name it with --engine-cmd "PROG ARGS…" or --engine NAME');
  if (engine === 'reference')
    return usageProblem('--engine: the reference engine has no protocol adapter; test it with check');
  return builtCommand(engine, env);
}
