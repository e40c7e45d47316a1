import { join } from 'node:path';
import { describeMutant, type Mutant } from './mutants.ts';
import type { JudgedMutant, MutantOutcome } from './outcome.ts';
import { openWorkshop, type MutatedFile } from './workshop.ts';

export interface MutationOptions {
  /** `10.2`, `11.1`, … */
  readonly release: string;
  /** Its unpacked sources; they are not changed. */
  readonly tree: string;
  /** A folder for copies and programs. */
  readonly work: string;
  /** How many are compiled at once. */
  readonly jobs: number;
  /** Judges an engine: killed or survived. */
  readonly judge: (program: string) => Promise<MutantOutcome>;
  readonly onJudged?: ((judged: JudgedMutant, done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A mutant and the file that it changes. */
export interface Task {
  readonly subject: MutatedFile;
  readonly mutant: Mutant;
}

/** Makes and judges every mutant, in no order; the results are in the order of the tasks. Throws a BuildProblem. */
export async function runMutants(tasks: readonly Task[], options: MutationOptions): Promise<JudgedMutant[]> {
  const { release, tree, work, jobs, judge, onJudged, signal } = options;
  const judged: (JudgedMutant | undefined)[] = tasks.map(() => undefined);
  let next = 0;
  let done = 0;
  const workOn = async (place: number): Promise<void> => {
    const workshop = await openWorkshop(release, tree, join(work, String(place)));
    for (let at = next++; at < tasks.length && signal?.aborted !== true; at = next++) {
      const task = tasks[at];
      if (task === undefined) return;
      const { subject, mutant } = task;
      const made = await workshop.make(subject, mutant);
      const outcome = made.status === 'built' ? await judge(made.program) : made;
      const result = { mutant, change: describeMutant(subject.source, mutant), outcome };
      judged[at] = result;
      onJudged?.(result, ++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, (_, place) => workOn(place)));
  return judged.filter((each) => each !== undefined);
}

/** So many of the tasks, spread by a seed; always the same ones. */
export function sampleOf<T>(all: readonly T[], size: number, seed: number): T[] {
  const numbered = all.map((each, at) => ({ each, at, key: Math.imul((at + 1) ^ seed, 0x9e3779b1) >>> 0 }));
  const chosen = numbered.sort((a, b) => a.key - b.key).slice(0, size);
  return chosen.sort((a, b) => a.at - b.at).map(({ each }) => each);
}
