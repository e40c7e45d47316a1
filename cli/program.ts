import { CommanderError } from 'commander';
import { buildCommands } from './commands.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { Problem } from './problem.ts';

const NAME = 'vmstate-conformance';

/** Carries out a command line (without node and script) and returns the exit code; never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let outcome: ExitCode | Problem = EXIT.conforms;
  try {
    const program = buildCommands(io, (next) => {
      outcome = next;
    });
    await program.parseAsync([...argv], { from: 'user' });
    return conclude(outcome, io);
  } catch (error) {
    if (error instanceof CommanderError) return misuse(error, io);
    tellFault(error, io);
    return EXIT.internal;
  }
}

function conclude(outcome: ExitCode | Problem, io: Io): ExitCode {
  if (typeof outcome === 'number') return outcome;
  io.err(`${NAME}: ${outcome.message}\n`);
  return outcome.exit;
}

/** Commander's own exits: help and version that were asked for, or a command line it cannot take. */
function misuse(error: CommanderError, io: Io): ExitCode {
  if (error.exitCode === 0) return EXIT.conforms;
  // Help in place of a missing command has been printed already.
  if (error.code !== 'commander.help') {
    const what = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    io.err(`${NAME}: ${what}${/[.?)]$/.test(what) ? '' : '.'} See: npx ${NAME} --help\n`);
  }
  return EXIT.usage;
}

/** Owns up to a fault of the suite itself: one line, and the trace for those who ask. */
export function tellFault(error: unknown, { err, env }: Pick<Io, 'err' | 'env'>): void {
  const message = error instanceof Error ? error.message : String(error);
  err(
    `${NAME}: internal error: ${message.replaceAll('\n', ' ')} — please report; ` +
      'set VMSTATE_CONFORMANCE_DEBUG=1 for the trace\n',
  );
  const wanted = (env['VMSTATE_CONFORMANCE_DEBUG'] ?? '') !== '';
  if (wanted && error instanceof Error) err(`${error.stack ?? ''}\n`);
}
