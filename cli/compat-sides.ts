import { readFileSync } from 'node:fs';
import { readBuild } from '../devices/read/read-build.ts';
import { referencesOf } from '../devices/set/set-json.ts';
import type { DescriptionSet } from '../devices/set/types.ts';
import { renderUnresolved } from '../report/terminal/unresolved.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** What is compared. */
export interface Sides {
  readonly old: DescriptionSet;
  readonly now: DescriptionSet;
  /** The file of both, as JSON; null for two files. */
  readonly pair: unknown;
}

export interface SidesOptions {
  readonly oldModule: readonly string[];
  readonly newModule: readonly string[];
  /** Takes a line on what a side lacks. */
  readonly warn: (text: string) => void;
}

/** Reads both sides: of two files, or of one that has both. */
export function readSides(old: string, now: string | undefined, options: SidesOptions): Sides | CommandProblem {
  const { oldModule, newModule, warn } = options;
  const sets: DescriptionSet[] = [];
  const sides = [[old, ...oldModule], ...(now === undefined ? [] : [[now, ...newModule]])];
  for (const files of sides) {
    const read = readBuild(files);
    for (const one of read) {
      if ('problem' in one) return usageProblem(`${one.path}: ${one.problem}`);
      if (files.slice(1).includes(one.path))
        return usageProblem(`${one.path} is no module of ${files[0] ?? ''}: they are of different builds`);
      warn(renderUnresolved(one.path, one.set));
      sets.push(one.set);
    }
  }
  const [first, second, ...more] = sets;
  if (first === undefined || second === undefined || more.length > 0)
    return usageProblem(
      now === undefined
        ? `${old} has ${sets.length} description set: compat takes two files, or one with both sides`
        : `the files have ${sets.length} description sets: name one file of a package with FILE:PATH`,
    );
  const mute = [first, second].find(hasNoLengths);
  if (mute !== undefined)
    return usageProblem(`${mute.source.file} does not contain the lengths of arrays: compare the programs instead`);
  const pair: unknown = now === undefined ? JSON.parse(readFileSync(old, 'utf8')) : null;
  return { old: first, now: second, pair };
}

/** Of a whole program's fields, more are arrays than this share. */
const FEWEST_ARRAYS = 0.03;

/** The output of 7.2's -dump-vmstate has lengths of a few arrays only; of 10.0's, every eighth field has one. */
function hasNoLengths({ source, descriptions }: DescriptionSet): boolean {
  const fields = descriptions.flatMap((description) => description.fields);
  return source.kind === 'dump' && fields.filter(({ num }) => num > 0).length <= FEWEST_ARRAYS * fields.length;
}

/** Says of which devices the descriptions of a name are parts, where they are no devices themselves; else empty. */
export function partsText({ descriptions }: DescriptionSet, chosen: (name: string) => boolean): string {
  const parts = new Set([...descriptions.keys()].filter((index) => chosen(descriptions[index]?.name ?? '')));
  // What refers to a part, until nothing more is found.
  const above = new Set(parts);
  for (let size = 0; size < above.size;) {
    size = above.size;
    descriptions.forEach((description, index) => {
      if (referencesOf(description).some((to) => typeof to === 'number' && above.has(to))) above.add(index);
    });
  }
  const devices = [...above].flatMap((index) => {
    const { name = '', role = 'nested' } = descriptions[index] ?? {};
    return role === 'device' ? [name] : [];
  });
  return devices.length === 0 ? '' : `; it is a part of ${[...new Set(devices)].join(', ')}`;
}
