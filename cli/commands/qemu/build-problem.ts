import { interruptible } from '../../../qemu/interrupt.ts';
import { BuildProblem } from '../../../qemu/problem.ts';
import type { Io } from '../../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';

/**
 * Runs a command that may throw a BuildProblem, and returns that as its problem. A
 * signal ends the programs that it runs: what it says of them afterwards is not a result.
 */
export async function orBuildProblem(
  { signal }: Pick<Io, 'signal'>,
  command: () => Promise<ExitCode | CommandProblem>,
): Promise<ExitCode | CommandProblem> {
  try {
    const outcome = await interruptible(signal, command);
    return signal.aborted ? EXIT.interrupted : outcome;
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    if (!(error instanceof BuildProblem)) throw error;
    return usageProblem(error.hint === '' ? error.message : `${error.message}; ${error.hint}`);
  }
}
