import { pruneCases } from '../../campaign/corpus/prune.ts';
import { isEdge } from '../../campaign/directed/search.ts';
import type { Hello } from '../../engine/engine.ts';
import type { Io } from '../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { reachedInCorpus } from './reached.ts';
import { moveInto, readCorpus, type KeptCase } from './folder.ts';

/** Moves the interesting cases that the others make superfluous into `pruned/`. */
export async function pruneCorpus(folder: string, hello: Hello, io: Io): Promise<ExitCode | CommandProblem> {
  const { view, dialect } = hello;
  const cases = (await readCorpus(folder)).filter(
    (each): each is KeptCase =>
      each.kind === 'kept' && each.file?.kind === 'interesting' && each.of.dialect === dialect,
  );
  if (cases.length === 0) return usageProblem(`--mode prune: ${folder} has no interesting cases of ${dialect}`);
  const { kept, spare } = pruneCases(cases, view, ({ file }) =>
    file?.kind === 'interesting' ? reachedInCorpus(file, hello).filter(isEdge) : [],
  );
  for (const { path } of spare) {
    const problem = await moveInto(folder, 'pruned', path);
    if (problem !== null) return problem;
  }
  io.out(`${folder}: ${kept.length} of ${cases.length} cases reach what all reach; ${spare.length} moved to pruned/\n`);
  return EXIT.conforms;
}
