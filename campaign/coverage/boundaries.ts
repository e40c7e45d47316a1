import { traitsOf, type Dialect, type DialectTraits } from '../../vmstate/dialect.ts';
import { failingResults, positiveResults } from '../../vmstate/hooks.ts';
import { checkedInfos, checkedType, scalars, type CheckedInfo, type Scalar } from '../../vmstate/info.ts';
import type { CountType } from '../../vmstate/model/model.ts';

/** A value at which an integer that engines read or write changes its mind. */
export interface Boundary {
  readonly name: string;
  /** How often it must occur in `ENOUGH_CASES` cases. */
  readonly least: number;
  /** A dialect without the trait has nothing of the kind. */
  readonly trait: keyof DialectTraits | null;
  /** Dialects that have nothing of the kind although they have the trait. */
  readonly except: readonly Dialect[];
}

/** Some values of one integer: the place of each in `boundaries`. */
export type Table = ReadonlyMap<number | bigint, number>;

/** The places of what has a name. */
export type Places<Name extends string> = Readonly<Record<Name, number>>;

const all: Boundary[] = [];

/** What comes all the time, and what is rare because it is long, costly or of few devices. */
const COMMON = 10;
const RARE = 1;

function one(name: string, least = RARE, trait: Boundary['trait'] = null, except: readonly Dialect[] = []): number {
  return all.push({ name, least, trait, except }) - 1;
}

function some(
  what: string,
  values: readonly (number | bigint)[],
  least = RARE,
  trait: Boundary['trait'] = null,
): Table {
  return new Map(values.map((value) => [value, one(`${what} ${value}`, least, trait)]));
}

/** The same, where only the `few` first are common. */
function fewOf(what: string, few: readonly number[], rare: readonly number[], trait: Boundary['trait'] = null): Table {
  return new Map([...some(what, few, COMMON, trait), ...some(what, rare, RARE, trait)]);
}

/** Counts, as their readers read them. */
export const counts: Readonly<Record<CountType, Table>> = {
  uint8: fewOf('uint8 count', [0, 1, 2], [127, 128, 255]),
  uint16: fewOf('uint16 count', [0, 1, 2], [255, 256, 65535]),
  int32: new Map([
    ...some('int32 count', [-2147483648, -1], COMMON, 'intCounts'),
    ...fewOf('int32 count', [0, 1, 2], [255, 256]),
  ]),
  uint32: new Map([
    ...fewOf('uint32 count', [0, 1, 2], [255, 256]),
    ...some('uint32 count', [2147483648, 4294967295], COMMON, 'intCounts'),
  ]),
  uint64: fewOf('uint64 count', [0, 1, 2], [255, 256], 'ownWidths'),
};

/** What does not fit 16 bits. */
export const BEYOND = 65536;
export const countBeyond: Places<'int32' | 'uint32'> = {
  int32: one(`int32 count from ${BEYOND}`),
  uint32: one(`uint32 count from ${BEYOND}`),
};

/** Products of which little remains, because the rest does not fit 32 bits. */
export const wrappedCount: number = one('count times multiplier, wrapped', RARE, 'multiplyElements');
export const wrappedSize: number = one('size times multiplier, wrapped', RARE, 'intCounts');

export const fixedCounts: Table = some('array', [0, 1, 2], COMMON);
export const elementCounts: Readonly<Record<'qtailq' | 'qlist' | 'gtree', Table>> = {
  qtailq: some('qtailq elements', [0, 1, 2], COMMON),
  qlist: some('qlist elements', [0, 1, 2], COMMON),
  gtree: some('gtree nodes', [0, 1, 2], COMMON),
};

export const slotsNull: Places<'none' | 'all' | 'some'> = {
  none: one('slots: none NULL', COMMON),
  all: one('slots: all NULL', COMMON),
  some: one('slots: some NULL', COMMON),
};

/** A pointer of which its field says that it is an array of them, and not of how many; the check of 11.1 refuses it. */
export const singleSlot: Places<'null' | 'element'> = {
  null: one('slot without an array flag: NULL', COMMON, null, ['qemu-11.1', 'qemu-11.2']),
  element: one('slot without an array flag: an element', COMMON, null, ['qemu-11.1', 'qemu-11.2']),
};

/** Around the chunk in which padding is written, and QEMUFile's own buffer. */
export const bufferBytes: Table = fewOf('buffer bytes', [0, 1, 2], [1023, 1024, 1025, 32767, 32768, 32769]);
export const unusedBytes: Table = fewOf(
  'unused bytes',
  [0, 1, 2],
  [1023, 1024, 1025, 2047, 2048, 2049, 3071, 3072, 3073],
);
export const sizedBytes: Table = fewOf('vbuffer bytes', [0, 1, 2], [255, 256]);
export const sizedBeyond: number = one(`vbuffer bytes from ${BEYOND}`);
export const halfBytes: Table = some('vbuffer bytes of a 64-bit size', [0, 1], COMMON, 'wideSizes');
export const arrayBytes: Table = fewOf('g_byte_array bytes', [0, 1], [255, 256], 'byteArrays');
export const bitmapBits: Table = new Map([
  ...some('bitmap bits', [-63, -1], COMMON, 'intCounts'),
  ...some('bitmap bits', [0, 1, 31, 32, 33, 63, 64, 65, 127, 128, 129], COMMON),
]);

/** Of what width the members are that sizes are read from, all of it. */
export const sizeWidths: Table = some('bytes of a size', [1, 2, 4, 8], COMMON, 'ownWidths');

/** What is read from a number that a load compares with the destination's (VMSTATE_UINT8_EQUAL and the like). */
export const compared: Places<'count' | 'size' | 'half' | 'bits' | 'test' | 'needed'> = {
  count: one('count in a compared integer', COMMON),
  size: one('vbuffer size in a compared integer', COMMON),
  half: one('vbuffer size in half of a compared integer', RARE, 'wideSizes'),
  bits: one('bitmap size in a compared integer', COMMON),
  test: one('test of a compared integer', COMMON),
  needed: one('subsection needed by a compared integer', COMMON),
};

/** The length of a subsection's name has one byte, and must be more than that of its struct's name. */
export const subsectionNameBytes: Table = some('subsection name bytes', [254, 255, 256, 257]);
export const shortestName: number = one('subsection name a byte longer than its struct');

/** The version of a subsection has four bytes, of which a load takes one. */
export const subsectionVersions: Table = fewOf('subsection version', [0, 1], [254, 255, 256, 257]);
export const subsectionBeyond: number = one(`subsection version from ${BEYOND}`);
export const versions: Table = some('version', [0, 1, 2], COMMON);

/** Versions against one another: what a description, field or test says, and what the loop goes by. */
export const minimum: Places<'same' | 'less' | 'none'> = {
  same: one('minimum version: the version', COMMON),
  less: one('minimum version: less', COMMON),
  none: one('minimum version: 0 of more', COMMON),
};
export const sinceVersion: Places<'now' | 'next'> = {
  now: one('field since this version', COMMON),
  next: one('field since the next version', COMMON),
};
export const testSince: Places<'now' | 'next'> = {
  now: one('test for this version', COMMON),
  next: one('test for the next version', COMMON),
};

/** The version at which a struct is loaded against the range that it allows. */
export const loadedAt: Places<'lowest' | 'highest' | 'below' | 'above'> = {
  lowest: one('loaded at the minimum version', COMMON),
  highest: one('loaded at the version', COMMON),
  below: one('loaded below the minimum version', COMMON),
  above: one('loaded above the version', COMMON),
};

const top = 1n << 63n;

/** Both ends of an integer, those of its other signedness, and what lies around 0. */
function endsOf(type: Scalar): readonly (number | bigint)[] {
  switch (type) {
    case 'bool':
      return [0, 1];
    case 'int8':
      return [-128, -1, 0, 1, 127];
    case 'uint8':
      return [0, 1, 127, 128, 255];
    case 'int16':
      return [-32768, -1, 0, 1, 32767];
    case 'uint16':
      return [0, 1, 32767, 32768, 65535];
    case 'int32':
      return [-2147483648, -1, 0, 1, 2147483647];
    case 'uint32':
      return [0, 1, 2147483647, 2147483648, 4294967295];
    case 'int64':
      return [-top, -1n, 0n, 1n, top - 1n];
    case 'uint64':
      return [0n, 1n, top - 1n, top, 2n * top - 1n];
    case 'cpudouble':
      return [0n, 1n, top, 2n * top - 1n];
  }
}

/** A load refuses whatever is below 0 in an int32_le. */
function checkedEndsOf(info: CheckedInfo): readonly (number | bigint)[] {
  return endsOf(checkedType(info)).filter((end) => info !== 'int32_le' || end >= 0);
}

export const scalarEnds: ReadonlyMap<Scalar, Table> = new Map(
  scalars.map((type) => [type, some(type, endsOf(type), COMMON)]),
);
export const checkedEnds: ReadonlyMap<CheckedInfo, Table> = new Map(
  checkedInfos.map((info) => [info, some(info, checkedEndsOf(info))]),
);
export const refusedLe: number = one('int32_le below 0');
export const expiries: Table = some('timer', [-1n, 0n, top - 1n], COMMON);

/** What hooks return. */
export const hookResults: Places<'failed' | 'positive' | 'zero' | 'refused' | 'granted'> = {
  failed: one('hook: less than 0', COMMON),
  positive: one('hook: more than 0', COMMON),
  zero: one('hook: 0', COMMON),
  refused: one('hook: false', RARE, 'errpHooks'),
  granted: one('hook: true', COMMON, 'errpHooks'),
};

/** Objects that hooks get and that are not the outermost one, nor at a fixed place in it. */
export const hookOwners: Places<'laterElement' | 'listElement' | 'node' | 'temporary' | 'subsection'> = {
  laterElement: one('hooks of an element of an array after the first', COMMON),
  listElement: one('hooks of an element of a list', COMMON),
  node: one('hooks of a key or a value of a tree', COMMON),
  temporary: one('hooks of a temporary object', COMMON),
  subsection: one('hooks of a subsection', COMMON),
};

/** What plain hooks return, value by value: a mutant that compares with one of them lives on the others. */
export const hookValues: Table = some('hook result', [...failingResults, ...positiveResults]);

/** A save of a tree that its key ends. */
export const refusedKey: number = one('tree key whose pre_save fails');

/** What the infos of a device return. */
export const getResults: Table = some('result of get', [...failingResults, ...positiveResults]);
export const putResults: Table = new Map([
  ...some('result of put', failingResults),
  // In 10.0 it ends QEMU wherever it comes (docs/findings/positive-result-of-put.md).
  ...positiveResults.map((result) => [result, one(`result of put ${result}`, RARE, null, ['qemu-10.0'])] as const),
]);

/** What only a description can say: elements further apart than they are wide, one without any flag, a pointer of a temporary object. */
export const fieldForms: Places<'apart' | 'flagless' | 'tmpPointer' | 'tmpSlots'> = {
  apart: one('array of integers whose size is more than their width', COMMON),
  flagless: one('integer without any flag', COMMON),
  tmpPointer: one('pointer in a temporary object', COMMON),
  tmpSlots: one('array of pointers in a temporary object', COMMON),
};

/** Members of a parent that a temporary object copies, by where they stand; what it reads of its copies. */
export const tmpCopies: Places<'before' | 'behind' | 'read'> = {
  before: one('copy of a member before its temporary object', COMMON),
  behind: one('copy of a member behind its temporary object', COMMON),
  read: one('copy that its temporary object counts or tests by', COMMON),
};

/** Every boundary; statistics count them by their index here. */
export const boundaries: readonly Boundary[] = all;

/** Whether cases of the dialect can bring it. */
export function existsIn({ trait, except }: Boundary, dialect: Dialect): boolean {
  return (trait === null || traitsOf(dialect)[trait]) && !except.includes(dialect);
}
