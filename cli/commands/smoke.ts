import { splitCommand } from '../../engine/process/split-command.ts';
import { runSmoke } from '../../smoke/run.ts';
import { renderSmoke } from '../../report/terminal/smoke.ts';
import { findBuiltEngine } from '../built-engine.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { isProblem, unusableEngine, usageProblem, type Problem } from '../problem.ts';
import { timeoutsOf } from '../timeout.ts';

export interface SmokeFlags {
  readonly engine?: string;
  readonly engineCmd?: string;
  readonly timeout: number;
}

/** `vmstate-conformance smoke` */
export async function smoke(flags: SmokeFlags, io: Io): Promise<ExitCode | Problem> {
  const command = await commandOf(flags, io);
  if ('kind' in command) return command;
  const result = await runSmoke({
    command: command.words,
    env: io.env,
    signal: io.signal,
    ...timeoutsOf(flags.timeout),
  });
  if (result.status === 'unusable') return io.signal.aborted ? EXIT.interrupted : unusableEngine(result.message);
  io.out(renderSmoke(result, io.color));
  if (result.interrupted) return EXIT.interrupted;
  return result.findings.some(({ verdict }) => verdict === 'failed') ? EXIT.nonconform : EXIT.conforms;
}

async function commandOf(
  { engine, engineCmd }: Pick<SmokeFlags, 'engine' | 'engineCmd'>,
  { env }: Io,
): Promise<{ readonly words: readonly string[] } | Problem> {
  if (engineCmd !== undefined) {
    const split = splitCommand(engineCmd);
    return split.status === 'error' ? usageProblem(`--engine-cmd: ${split.message}`) : split;
  }
  if (engine === undefined)
    return usageProblem('smoke tests a program; name it by --engine-cmd "PROG ARGS…" or --engine NAME');
  if (engine === 'reference')
    return usageProblem('--engine: the reference engine is no program and speaks no protocol; judge it by check');
  const built = await findBuiltEngine(engine, env);
  return isProblem(built) ? built : { words: built.command };
}
