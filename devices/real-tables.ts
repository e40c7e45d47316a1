import {
  formWords,
  type Frequencies,
  type RealForm,
  type RealKind,
  type RealTables,
} from '../generators/real/tables.ts';
import { structsOf, typeWord, type Element, type Member, type StructShape } from '../vmstate/model/model.ts';
import { withoutOwnInfos } from './cases/own-infos.ts';
import { modelOf } from './model/model-of.ts';
import { DeviceProblem } from './problem.ts';
import type { DescriptionSet } from './set/types.ts';

/** Longer arrays and buffers take long in a case and tell no more; versions beyond are dates. */
const LONGEST_ARRAY = 64;
const LONGEST_BUFFER = 256;
const LARGEST_VERSION = 99;
/** As many as a case has. */
const MOST_FIELDS = 70;

/**
 * Counts what real descriptions look like. Each description counts once, in
 * however many programs it is; those with the fields of another under another
 * name count, too. Infos of devices are left out.
 */
export function realTablesOf(sets: readonly DescriptionSet[], programs: readonly string[]): RealTables {
  const seen = new Set<string>();
  const tally = newTally();
  for (const set of sets) {
    const { set: known } = withoutOwnInfos(set);
    known.descriptions.forEach(({ role }, index) => {
      const shape = shapeOf(known, index);
      if (shape === null || shape.members.length === 0) return;
      const text = JSON.stringify([role, shape]);
      if (seen.has(text)) return;
      seen.add(text);
      count(tally, shape, role === 'device');
    });
  }
  const { deviceFields, structFields, versions, arrays, buffers, forms } = tally;
  return {
    programs,
    descriptions: seen.size,
    deviceFields: byNumber(deviceFields),
    structFields: byNumber(structFields),
    versions: byCount(versions),
    arrays: byNumber(arrays),
    buffers: byNumber(buffers),
    forms: byCount(forms),
  };
}

type Tally = Readonly<
  Record<'deviceFields' | 'structFields' | 'versions' | 'arrays' | 'buffers' | 'forms', Map<string, number>>
>;

function newTally(): Tally {
  return {
    deviceFields: new Map(),
    structFields: new Map(),
    versions: new Map(),
    arrays: new Map(),
    buffers: new Map(),
    forms: new Map(),
  };
}

function count(tally: Tally, shape: StructShape, isDevice: boolean): void {
  const fields = shape.members.filter(({ migrated }) => migrated);
  const all = isDevice ? fieldsIn(shape) : fields.length;
  if (all > 0) add(isDevice ? tally.deviceFields : tally.structFields, Math.min(all, MOST_FIELDS));
  const { version, minimumVersion } = shape;
  if (version <= LARGEST_VERSION) add(tally.versions, `${version} ${Math.min(version, minimumVersion)}`);
  for (const field of fields) {
    add(tally.forms, formWords(formOfMember(field)));
    if (field.count.kind === 'fixed' && field.count.n <= LONGEST_ARRAY) add(tally.arrays, field.count.n);
    const { element } = field;
    if ((element.kind === 'buffer' || element.kind === 'unused') && element.size <= LONGEST_BUFFER)
      add(tally.buffers, element.size);
  }
}

function fieldsIn({ members, subsections = [] }: StructShape): number {
  let fields = 0;
  for (const { migrated, element } of members) {
    fields += migrated ? 1 : 0;
    for (const struct of structsOf(element)) fields += fieldsIn(struct);
  }
  for (const { struct } of subsections) fields += fieldsIn(struct);
  return fields;
}

function formOfMember({ element, count: n, storage, slots, version, test }: Member): RealForm {
  return {
    kind: kindOf(element),
    count: n.kind === 'counted' ? n.type : n.kind,
    multiply: n.kind === 'counted' && n.multiply !== null,
    storage,
    slots,
    version: version > 0,
    test: test !== undefined,
  };
}

function kindOf(element: Element): RealKind {
  return element.kind === 'struct' && element.version !== undefined ? 'vstruct' : typeWord(element);
}

/** Null: no model says what it is. */
function shapeOf(set: DescriptionSet, index: number): StructShape | null {
  try {
    return modelOf(set, index, { role: 'save', storage: 'described' }).shape;
  } catch (error) {
    if (error instanceof DeviceProblem) return null;
    throw error;
  }
}

function add(counts: Map<string, number>, key: string | number): void {
  counts.set(String(key), (counts.get(String(key)) ?? 0) + 1);
}

function byNumber(counts: ReadonlyMap<string, number>): Frequencies {
  return Object.fromEntries([...counts].sort(([a], [b]) => Number(a) - Number(b)));
}

function byCount(counts: ReadonlyMap<string, number>): Frequencies {
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}
