import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { namesOfFlags } from '../../vmstate/host/flags.ts';
import { infos } from '../../vmstate/info.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { boundaries } from './boundaries.ts';
import { bitOf, bitsOf, countPairs, newPairCounts } from './feature-pairs.ts';
import { countBoundaries } from './count-boundaries.ts';
import { countFieldForms } from './count-field-forms.ts';

/** What was generated: how many described fields with each flag set and type, how often two features met, and which boundaries. */
export interface GenerationStatistics {
  cases: number;
  /** Cases without a defined result: C would access memory out of bounds, or abort. */
  discarded: number;
  fields: number;
  /** Descriptions, those of subsections among them. */
  structs: number;
  /** How deep descriptions lie in one another, subsections too. */
  deepest: number;
  /** Fields with a field_exists. */
  tests: number;
  /** Descriptions with hooks. */
  hooks: number;
  /** Subsections. */
  subsections: number;
  /** Fields of which the width of a count or of a size is told. */
  widths: number;
  /** Members of parents that temporary objects copy. */
  tmpCopies: number;
  /** Fields by flag word, type and parts: the key is `(flags * 32 + type) * 4 + parts`. */
  readonly combinations: Map<number, AlikeFields>;
  /** How often two features met in a description (feature-pairs.ts). */
  readonly pairCounts: Uint32Array;
  /** How often each of `boundaries` occurred. */
  readonly boundaries: Uint32Array;
}

/** How many fields are alike, and the bits of their features. */
export interface AlikeFields {
  fields: number;
  readonly bits: number;
}

export function emptyStatistics(): GenerationStatistics {
  return {
    cases: 0,
    discarded: 0,
    fields: 0,
    structs: 0,
    deepest: 0,
    tests: 0,
    hooks: 0,
    subsections: 0,
    widths: 0,
    tmpCopies: 0,
    combinations: new Map(),
    pairCounts: newPairCounts(),
    boundaries: new Uint32Array(boundaries.length),
  };
}

const summed = [
  'cases',
  'discarded',
  'fields',
  'structs',
  'tests',
  'hooks',
  'subsections',
  'widths',
  'tmpCopies',
] as const;

/** Adds the counts of other statistics. */
export function addStatistics(statistics: GenerationStatistics, other: GenerationStatistics): void {
  for (const what of summed) statistics[what] += other[what];
  statistics.deepest = Math.max(statistics.deepest, other.deepest);
  for (const [key, { fields, bits }] of other.combinations) {
    const alike = statistics.combinations.get(key);
    if (alike === undefined) statistics.combinations.set(key, { fields, bits });
    else alike.fields += fields;
  }
  addCounts(statistics.pairCounts, other.pairCounts);
  addCounts(statistics.boundaries, other.boundaries);
}

function addCounts(counts: Uint32Array, others: Uint32Array): void {
  for (const [i, n] of others.entries()) counts[i] = (counts[i] ?? 0) + n;
}

/** The types by their numbers: 0 for what has a description alone, 31 for what has neither it nor an info. */
const STRUCT = 0;
const VALIDATE = 31;
const codes: ReadonlyMap<string, number> = new Map(infos.map((info, i) => [info, i + 1]));

/** What a field may have besides. */
export const TEST = 1;
export const HAS_VERSION = 2;

const MINIMUM = bitOf('minimum version');
const HOOKS = bitOf('hooks');
const SUBSECTIONS = bitOf('subsections');
const INSIDE = bitOf('in a subsection');

/** Counts one case: its description, and its model for the numbers in it. */
export function countCase(statistics: GenerationStatistics, description: VMStateDescription, model: Model): void {
  statistics.cases++;
  countDescription(statistics, description, 1, 0);
  countBoundaries(statistics.boundaries, model);
}

/** `holder` are the bits of the field that holds the description. */
function countDescription(
  statistics: GenerationStatistics,
  description: VMStateDescription,
  depth: number,
  holder: number,
): void {
  statistics.structs++;
  if (depth > statistics.deepest) statistics.deepest = depth;
  const { fields, subsections, hooks, tmp, version_id, minimum_version_id } = description;
  let around = holder;
  if (hooks !== undefined) {
    statistics.hooks++;
    around |= HOOKS;
  }
  if (subsections !== undefined) around |= SUBSECTIONS;
  if (minimum_version_id < version_id) around |= MINIMUM;
  if (tmp?.copies !== undefined) statistics.tmpCopies += tmp.copies.length;
  let all = around;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i];
    if (field !== undefined) all |= countField(statistics, field, depth, tmp !== undefined);
  }
  countPairs(statistics.pairCounts, around, all);
  if (subsections === undefined) return;
  statistics.subsections += subsections.length;
  for (const subsection of subsections) countDescription(statistics, subsection, depth + 1, holder | INSIDE);
}

/** Returns the bits of the field. */
function countField(statistics: GenerationStatistics, field: VMStateField, depth: number, inTmp: boolean): number {
  const { flags, field_exists, version_id, vmsd, key_vmsd } = field;
  statistics.fields++;
  if (field_exists !== undefined) statistics.tests++;
  countFieldForms(statistics.boundaries, field, inTmp);
  const key =
    (flags * 32 + typeOf(field)) * 4 + (field_exists === undefined ? 0 : TEST) + (version_id > 0 ? HAS_VERSION : 0);
  const alike = statistics.combinations.get(key) ?? newAlike(statistics, key, field);
  alike.fields++;
  if (field.num_width !== undefined || field.size_width !== undefined) statistics.widths++;
  const { bits } = alike;
  if (vmsd !== null) countDescription(statistics, vmsd, depth + 1, bits);
  if (key_vmsd !== undefined) countDescription(statistics, key_vmsd, depth + 1, bits);
  return bits;
}

/** Found often and made once: what is in the map is never put there again. */
function newAlike(
  { combinations }: GenerationStatistics,
  key: number,
  { flags, info, vmsd }: VMStateField,
): AlikeFields {
  const alike = { fields: 0, bits: bitsOf(flags, info, vmsd !== null) | bitsOfParts(key % 4) };
  combinations.set(key, alike);
  return alike;
}

export function bitsOfParts(parts: number): number {
  return ((parts & TEST) === 0 ? 0 : bitOf('field_exists')) | ((parts & HAS_VERSION) === 0 ? 0 : bitOf('version'));
}

function typeOf({ info, vmsd }: VMStateField): number {
  if (info !== null) return codes.get(info) ?? STRUCT;
  return vmsd === null ? VALIDATE : STRUCT;
}

/** A flag set, a type, and the number of fields that had both. */
export interface Combination {
  readonly flags: readonly string[];
  /** An info's name, `struct` or `validate`. */
  readonly type: string;
  readonly fields: number;
}

/** All combinations, most frequent first. */
export function combinationsOf(statistics: GenerationStatistics): Combination[] {
  const merged = new Map<number, number>();
  for (const [key, { fields }] of statistics.combinations) {
    const form = Math.floor(key / 4);
    merged.set(form, (merged.get(form) ?? 0) + fields);
  }
  return [...merged]
    .map(([form, fields]) => ({ flags: namesOfFlags(Math.floor(form / 32)), type: typeOfCode(form % 32), fields }))
    .sort(
      (a, b) => b.fields - a.fields || compareTexts(a.flags.join(), b.flags.join()) || compareTexts(a.type, b.type),
    );
}

/** `localeCompare` loads collation data first, which takes longer than a case. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An info's name, `struct` or `validate`. */
export function typeOfCode(code: number): string {
  return code === STRUCT ? 'struct' : code === VALIDATE ? 'validate' : (infos[code - 1] ?? '?');
}

/** The inverse of `typeName`; undefined: no type has the name. */
export function typeCode(name: string): number | undefined {
  return name === 'struct' ? STRUCT : name === 'validate' ? VALIDATE : codes.get(name);
}

/** Fields by single flag name, type (`info:uint32`, `struct`, `validate`) and part; hooks and subsections by themselves. */
export function featureCounts(statistics: GenerationStatistics): Map<string, number> {
  const features = new Map<string, number>();
  for (const { flags, type, fields } of combinationsOf(statistics)) {
    for (const name of [...flags, featureOfType(type)]) features.set(name, (features.get(name) ?? 0) + fields);
  }
  const counted = {
    'part:field_exists': statistics.tests,
    'part:hooks': statistics.hooks,
    'part:subsections': statistics.subsections,
    'part:tmp-copies': statistics.tmpCopies,
    'part:widths': statistics.widths,
  };
  for (const [part, n] of Object.entries(counted)) if (n > 0) features.set(part, n);
  return features;
}

function featureOfType(type: string): string {
  return type === 'struct' || type === 'validate' ? type : `info:${type}`;
}
