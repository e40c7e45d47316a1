import { BuildProblem } from '../problem.ts';
import { EXPLAINED } from './excuses.ts';

export interface Arguments {
  readonly release: string;
  readonly runs: number;
}

/** Enough for what is reached by few cases, and half a minute. */
const RUNS = 20000;

/** `[RELEASE] [RUNS]`. Throws a BuildProblem. */
export function parseArguments(words: readonly string[]): Arguments {
  const [release = EXPLAINED, runs = String(RUNS), ...more] = words;
  if (more.length > 0) throw new BuildProblem(`'${more.join(' ')}' is too much`, 'coverage:qemu takes a release and a number of cases');
  if (!/^[1-9]\d{0,8}$/.test(runs)) throw new BuildProblem(`the number of cases is '${runs}'`, 'give one from 1 to 999999999');
  return { release, runs: Number(runs) };
}
