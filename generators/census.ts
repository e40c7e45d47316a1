import type { VMStateDescription } from '../vmstate/description.ts';
import { namesOfFlags } from '../vmstate/flags.ts';
import { infos } from '../vmstate/info.ts';

/** What was generated: how many described fields with each flag set and type. */
export interface Census {
  cases: number;
  fields: number;
  structs: number;
  deepest: number;
  /** Fields by flag word and type: the key is `flags * 32 + type`, type 0 for a struct. */
  readonly combinations: Map<number, number>;
}

export function emptyCensus(): Census {
  return { cases: 0, fields: 0, structs: 0, deepest: 0, combinations: new Map() };
}

const codes: ReadonlyMap<string, number> = new Map(infos.map((info, i) => [info, i + 1]));

/** Counts one case. */
export function countCase(census: Census, description: VMStateDescription): void {
  census.cases++;
  countDescription(census, description, 1);
}

function countDescription(census: Census, description: VMStateDescription, depth: number): void {
  census.structs++;
  if (depth > census.deepest) census.deepest = depth;
  const { fields } = description;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i];
    if (field === undefined) continue;
    census.fields++;
    const key = field.flags * 32 + (field.info === null ? 0 : (codes.get(field.info) ?? 0));
    census.combinations.set(key, (census.combinations.get(key) ?? 0) + 1);
    if (field.vmsd !== null) countDescription(census, field.vmsd, depth + 1);
  }
}

/** One line of the census: a flag set, a type, and how many fields had both. */
export interface Combination {
  readonly flags: readonly string[];
  /** An info's name, or `struct`. */
  readonly type: string;
  readonly fields: number;
}

/** All combinations, most frequent first. */
export function combinationsOf(census: Census): Combination[] {
  return [...census.combinations]
    .map(([key, fields]) => ({
      flags: namesOfFlags(Math.floor(key / 32)),
      type: key % 32 === 0 ? 'struct' : (infos[(key % 32) - 1] ?? '?'),
      fields,
    }))
    .sort((a, b) => b.fields - a.fields || a.flags.join().localeCompare(b.flags.join()) || a.type.localeCompare(b.type));
}

/** Fields by single flag name and by type (`info:uint32`, `struct`). */
export function featuresOf(census: Census): Map<string, number> {
  const features = new Map<string, number>();
  for (const { flags, type, fields } of combinationsOf(census)) {
    for (const name of [...flags, type === 'struct' ? 'struct' : `info:${type}`]) {
      features.set(name, (features.get(name) ?? 0) + fields);
    }
  }
  return features;
}
