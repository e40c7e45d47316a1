import { CommanderError } from 'commander';
import { buildCommands } from './commands.ts';
import type { Io } from './io.ts';
import { EXIT, ProblemError, type CommandProblem, type ExitCode } from './outcome.ts';
import { safeOutput } from './safe-output.ts';

const NAME = 'vmstate-conformance';

/** Runs a command line (without node and script) and returns the exit code. Never throws. */
export async function runCommandLine(argv: readonly string[], unsafe: Io): Promise<ExitCode> {
  const io = safeOutput(unsafe);
  let outcome: ExitCode | CommandProblem = EXIT.conforms;
  try {
    const program = await buildCommands(argv, io, async (body) => {
      outcome = await body(io);
    });
    await program.parseAsync([...argv], { from: 'user' });
    return conclude(outcome, io);
  } catch (error) {
    if (error instanceof CommanderError) return reportMisuse(error, io);
    if (error instanceof ProblemError) return conclude(error.problem, io);
    reportInternalError(error, io);
    return EXIT.internal;
  }
}

function conclude(outcome: ExitCode | CommandProblem, io: Io): ExitCode {
  if (typeof outcome === 'number') return outcome;
  io.err(`${NAME}: ${outcome.message}\n`);
  return outcome.exit;
}

/** Commander's own exits: `--help`, `--version`, or a command line that it rejects. */
function reportMisuse(error: CommanderError, io: Io): ExitCode {
  if (error.exitCode === 0) return EXIT.conforms;
  // Commander has already printed the help for a missing command.
  if (error.code !== 'commander.help') {
    const what = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    io.err(`${NAME}: ${what}${/[.?)]$/.test(what) ? '' : '.'} See: npx ${NAME} --help\n`);
  }
  return EXIT.usage;
}

/** Reports an internal error: one line, and the stack trace if VMSTATE_CONFORMANCE_DEBUG is set. */
export function reportInternalError(error: unknown, { err, env }: Pick<Io, 'err' | 'env'>): void {
  const message = error instanceof Error ? error.message : String(error);
  err(
    `${NAME}: internal error: ${message.replaceAll('\n', ' ')}; please report this bug; ` +
      'set VMSTATE_CONFORMANCE_DEBUG=1 for the stack trace\n',
  );
  const wanted = (env['VMSTATE_CONFORMANCE_DEBUG'] ?? '') !== '';
  if (wanted && error instanceof Error) err(`${error.stack ?? ''}\n`);
}
