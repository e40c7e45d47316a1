import { BuildProblem } from '../../../qemu/problem.ts';
import { usageProblem, type CommandProblem } from '../../outcome.ts';

/** Runs work that may throw a BuildProblem, and returns that as the command's problem. */
export async function orBuildProblem<T>(work: () => Promise<T>): Promise<T | CommandProblem> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BuildProblem)) throw error;
    return usageProblem(error.hint === '' ? error.message : `${error.message}; ${error.hint}`);
  }
}
