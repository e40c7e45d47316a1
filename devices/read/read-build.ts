import { isModuleOf, joinSets } from '../set/join.ts';
import type { DescriptionSet } from '../set/types.ts';
import { readSets, type SetOrProblem } from './read-file.ts';

/** A set that was read, and under which path. */
type ReadSet = Extract<SetOrProblem, { readonly set: DescriptionSet }>;

/**
 * Reads files, and joins each module with the program of its build: the last one
 * before it, else the first behind it. A module of another build stays alone.
 */
export function readBuild(files: readonly string[]): readonly SetOrProblem[] {
  const read = files.flatMap(readSets);
  const modules = new Map<ReadSet, ReadSet[]>();
  read.forEach((one, place) => {
    const program = 'set' in one ? programOf(one.set, read.slice(0, place), read.slice(place)) : undefined;
    if (program !== undefined && 'set' in one) modules.set(program, [...(modules.get(program) ?? []), one]);
  });
  const joined = new Set<SetOrProblem>([...modules.values()].flat());
  return read
    .filter((one) => !joined.has(one))
    .map((one) => {
      const own = 'set' in one ? modules.get(one) : undefined;
      if (own === undefined || !('set' in one)) return one;
      const sets = own.map(({ set }) => set);
      return { path: one.path, set: joinSets(one.set, sets) };
    });
}

function programOf(
  module: DescriptionSet,
  before: readonly SetOrProblem[],
  behind: readonly SetOrProblem[],
): ReadSet | undefined {
  const isProgram = (one: SetOrProblem): one is ReadSet => 'set' in one && isModuleOf(module, one.set);
  return before.filter(isProgram).at(-1) ?? behind.find(isProgram);
}
