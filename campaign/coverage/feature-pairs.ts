import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { VARRAYS, VMS } from '../../vmstate/host/flags.ts';
import { isChecked, type Info } from '../../vmstate/info.ts';

/*
 * Which features come together: in one field; or one in a field, and the other
 * in the description that has the field, or in the field that holds that
 * description. Each is a bit, so that to count costs next to nothing.
 */
const names = [
  'VMS_STRUCT',
  'VMS_VSTRUCT',
  'qtailq',
  'qlist',
  'gtree',
  'tmp',
  'VMS_VBUFFER',
  'VMS_MULTIPLY',
  'unused_buffer',
  'checked',
  'timer',
  'bitmap',
  'g_byte_array',
  'validate',
  'VMS_ARRAY',
  'VMS_VARRAY',
  'VMS_MULTIPLY_ELEMENTS',
  'VMS_POINTER',
  'VMS_ALLOC',
  'VMS_ARRAY_OF_POINTER',
  'VMS_ARRAY_OF_POINTER_AUTO_ALLOC',
  'field_exists',
  'VMS_MUST_EXIST',
  'version',
  'minimum version',
  'hooks',
  'subsections',
  'in a subsection',
] as const;

type Feature = (typeof names)[number];

/** The bit of a feature. */
export function bitOf(feature: Feature): number {
  return 1 << names.indexOf(feature);
}

/** What only holds values, and nothing that has features of its own. */
const leaves: readonly Feature[] = [
  'VMS_VBUFFER',
  'VMS_MULTIPLY',
  'unused_buffer',
  'checked',
  'timer',
  'bitmap',
  'g_byte_array',
  'validate',
];

/** What a load must find, and cannot in memory that it has just allocated. */
const found: readonly Feature[] = ['checked', 'timer', 'bitmap', 'g_byte_array', 'tmp'];

/** Features that nothing can have together, besides two leaves: where a load allocates there is nothing to be found, and a temporary object keeps nothing that links or counts itself. */
const strangers: Readonly<Partial<Record<Feature, readonly Feature[]>>> = {
  VMS_ALLOC: found,
  VMS_ARRAY_OF_POINTER_AUTO_ALLOC: [...found, 'qtailq', 'qlist'],
  qtailq: [...found, 'qlist', 'gtree'],
  qlist: [...found, 'gtree'],
  gtree: found,
  tmp: ['timer', 'bitmap', 'g_byte_array'],
};

function canMeet(a: Feature, b: Feature): boolean {
  if (leaves.includes(a) && leaves.includes(b)) return a === 'VMS_VBUFFER' && b === 'VMS_MULTIPLY';
  return strangers[a]?.includes(b) !== true && strangers[b]?.includes(a) !== true;
}

function isIn(feature: Feature, dialect: Dialect): boolean {
  const { autoAlloc, multiplyElements, byteArrays } = traitsOf(dialect);
  if (feature === 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC') return autoAlloc;
  if (feature === 'VMS_MULTIPLY_ELEMENTS') return multiplyElements;
  return feature !== 'g_byte_array' || byteArrays;
}

/** Two features, and how often they came together. */
export interface FeaturePair {
  readonly features: readonly [Feature, Feature];
  readonly times: number;
}

/** Fields by the bits of their features. */
type Fields = Iterable<{ readonly bits: number; readonly fields: number }>;

/** Every pair of features, and how often it came together: in one field, or in a description. */
export function allPairs(fields: Fields, pairCounts: Uint32Array): FeaturePair[] {
  const together = pairCounts.slice();
  for (const alike of fields) countPairs(together, alike.bits, alike.bits, alike.fields);
  const times = (a: number, b: number): number => (together[placeOf(a, b)] ?? 0) + (together[placeOf(b, a)] ?? 0);
  return names.flatMap((first, a) =>
    names.slice(a + 1).map((second, k): FeaturePair => ({ features: [first, second], times: times(a, a + 1 + k) })),
  );
}

/** The name of a pair in result streams. */
export function pairName({ features: [a, b] }: FeaturePair): string {
  return `${a} with ${b}`;
}

/** The inverse of `allPairs`: adds the counts that, together with the fields, give these numbers by name. */
export function addPairs(pairCounts: Uint32Array, fields: Fields, times: Readonly<Record<string, number>>): void {
  const inFields = new Map(allPairs(fields, newPairCounts()).map((pair) => [pairName(pair), pair.times]));
  names.forEach((first, a) => {
    names.slice(a + 1).forEach((second, k) => {
      const name = pairName({ features: [first, second], times: 0 });
      const place = placeOf(a, a + 1 + k);
      pairCounts[place] = (pairCounts[place] ?? 0) + (times[name] ?? 0) - (inFields.get(name) ?? 0);
    });
  });
}

/** Those of the dialect that can meet. */
export function pairsIn(fields: Fields, pairCounts: Uint32Array, dialect: Dialect): FeaturePair[] {
  return allPairs(fields, pairCounts).filter(
    ({ features: [a, b] }) => isIn(a, dialect) && isIn(b, dialect) && canMeet(a, b),
  );
}

/** How often each feature met each: for `meet` to count. */
export function newPairCounts(): Uint32Array {
  return new Uint32Array(names.length * names.length);
}

function placeOf(a: number, b: number): number {
  return a * names.length + b;
}

/** Counts that each of some features meets the others of them, and each of others. */
export function countPairs(pairCounts: Uint32Array, some: number, others: number, times = 1): void {
  let right = others | some;
  for (let left = some; left !== 0; left &= left - 1) {
    right &= ~(left & -left);
    const first = placeOf(31 - Math.clz32(left & -left), 0);
    for (let rest = right; rest !== 0; rest &= rest - 1) {
      const place = first + 31 - Math.clz32(rest & -rest);
      pairCounts[place] = (pairCounts[place] ?? 0) + times;
    }
  }
}

const flagBits: readonly (readonly [number, number])[] = [
  [VMS.STRUCT, bitOf('VMS_STRUCT')],
  [VMS.VSTRUCT, bitOf('VMS_VSTRUCT')],
  [VMS.VBUFFER, bitOf('VMS_VBUFFER')],
  [VMS.MULTIPLY, bitOf('VMS_MULTIPLY')],
  [VMS.ARRAY, bitOf('VMS_ARRAY')],
  [VARRAYS, bitOf('VMS_VARRAY')],
  [VMS.MULTIPLY_ELEMENTS, bitOf('VMS_MULTIPLY_ELEMENTS')],
  [VMS.MUST_EXIST, bitOf('VMS_MUST_EXIST')],
];

/** The bits of a field by its flags and type: a pointer is one that a load follows, and so are slots. */
export function bitsOf(flags: number, info: Info | null, hasDescription: boolean): number {
  let bits = 0;
  for (const [mask, bit] of flagBits) if ((flags & mask) !== 0) bits |= bit;
  if ((flags & VMS.POINTER) !== 0) bits |= bitOf((flags & VMS.ALLOC) !== 0 ? 'VMS_ALLOC' : 'VMS_POINTER');
  if ((flags & VMS.ARRAY_OF_POINTER) !== 0)
    bits |= bitOf(
      (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0 ? 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC' : 'VMS_ARRAY_OF_POINTER',
    );
  if (info === null) return hasDescription ? bits : bitOf('validate');
  return info === 'bitmap' ? bitOf('bitmap') : bits | bitOfInfo(info);
}

function bitOfInfo(info: Info): number {
  switch (info) {
    case 'qtailq':
    case 'qlist':
    case 'gtree':
    case 'tmp':
    case 'timer':
    case 'g_byte_array':
    case 'unused_buffer':
      return bitOf(info);
    default:
      return isChecked(info) ? bitOf('checked') : 0;
  }
}
