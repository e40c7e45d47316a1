import { pruneCases } from '../../campaign/corpus/prune.ts';
import type { Hello } from '../../engine/engine.ts';
import type { Io } from '../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { moveInto, readCorpus, type KeptCase } from './folder.ts';

/** Moves the interesting cases that the others make superfluous into `pruned/`. */
export async function pruneCorpus(
  folder: string,
  { view, dialect }: Hello,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  const cases = (await readCorpus(folder)).filter(
    (each): each is KeptCase =>
      each.kind === 'kept' && each.file?.kind === 'interesting' && each.of.dialect === dialect,
  );
  if (cases.length === 0) return usageProblem(`--mode prune: ${folder} has no interesting cases of ${dialect}`);
  const { kept, spare } = pruneCases(cases, view);
  for (const { path } of spare) {
    const problem = await moveInto(folder, 'pruned', path);
    if (problem !== null) return problem;
  }
  io.out(`${folder}: ${kept.length} of ${cases.length} cases reach what all reach; ${spare.length} moved to pruned/\n`);
  return EXIT.conforms;
}
