import type { Abi } from '../vmstate/host/abi.ts';
import { traitsOf, type Dialect, type DialectTraits } from '../vmstate/dialect.ts';
import { checkedType, widthOf } from '../vmstate/info.ts';
import {
  hasMany,
  isCarried,
  structOf,
  type Member,
  type Model,
  type StructShape,
  type Tree,
  type Value,
} from '../vmstate/model/model.ts';
import { bitmapLength, bitmapWords, countOf, vbufferLength, type Bitmap } from './count.ts';
import { OracleFault } from './fault.ts';
import { createTrail, markMember, pathAt, type Trail } from './path.ts';
import { isSaved, sentParts } from './presence.ts';

/**
 * Stands for the host size of a struct, of a list's element, a tree's value, a temporary object or a timer, which
 * is the layout's affair. No C int: the size of a bitmap can be negative.
 */
export const STRUCT_SIZE: number = -(2 ** 32);

/**
 * Element count and element size for every visit of a field, in the order of
 * visits: a struct's field comes before the fields of its elements, which come
 * before the struct's next field; the fields of a subsection follow all of its
 * parent's. Entry k of both arrays is the k-th visit. Counts are C ints and may
 * be negative; sizes are bytes (a bitmap's are bits), or STRUCT_SIZE.
 */
export interface Measured {
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
}

/** One visit for people to read. */
export interface Expected {
  readonly path: string;
  readonly count: number;
  readonly size: number | 'struct';
}

interface Measuring {
  readonly traits: DialectTraits;
  readonly pointerSize: number;
  readonly trail: Trail;
  readonly counts: number[];
  readonly sizes: number[];
  /** The path of each visit; null when nobody asks. */
  readonly paths: string[] | null;
}

/**
 * What the engine computes for each field that exists during a save
 * (vmstate.c:vmstate_n_elems and vmstate_size, 10.2 and 11.1). The size of an
 * element behind slots is that of a pointer: by rule in 11.1, by the macros'
 * convention in 10.2. The fields of a NULL element are not visited; those of a
 * list's elements and of a temporary object are. A validation has no elements.
 *
 * Throws OracleFault when the values contradict the shape, and for a vbuffer or
 * bitmap of a negative length that no engine can save.
 */
export function measure(model: Model, dialect: Dialect, abi: Abi): Measured {
  return run(model, dialect, abi, null);
}

/** `measure` with paths, for reports. */
export function describeMeasured(model: Model, dialect: Dialect, abi: Abi): Expected[] {
  const paths: string[] = [];
  const { counts, sizes } = run(model, dialect, abi, paths);
  return paths.map((path, k) => {
    const size = sizes[k] ?? STRUCT_SIZE;
    return { path, count: counts[k] ?? 0, size: size === STRUCT_SIZE ? 'struct' : size };
  });
}

/** The path of entry `k` of `measure`, or undefined when there is no such entry. */
export function measuredPath(model: Model, dialect: Dialect, abi: Abi, k: number): string | undefined {
  return describeMeasured(model, dialect, abi)[k]?.path;
}

function run(model: Model, dialect: Dialect, abi: Abi, paths: string[] | null): Measured {
  const { pointerSize } = abi;
  const traits = traitsOf(dialect);
  const measuring: Measuring = { traits, pointerSize, trail: createTrail(), counts: [], sizes: [], paths };
  measureStruct(measuring, model.shape, model.values, model.shape.version, 0);
  return { counts: measuring.counts, sizes: measuring.sizes };
}

function measureStruct(
  m: Measuring,
  shape: StructShape,
  values: readonly Value[],
  version: number,
  depth: number,
): void {
  const { members, subsections } = shape;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined) continue;
    if (member.test === undefined) {
      if (!isCarried(member, version)) continue;
    } else if (!isSaved(shape, member, version, values, m.trail, depth)) continue;
    markMember(m.trail, depth, member.name);
    const { element } = member;
    const count = element.kind === 'validate' ? 0 : countOf(shape, member, values, m.traits, m.trail, depth);
    if (count === undefined) throw new OracleFault(pathAt(m.trail, depth), 'its count is unspecified');
    m.counts.push(count);
    m.sizes.push(sizeOf(m, shape, member, values, depth));
    if (m.paths !== null) m.paths.push(pathAt(m.trail, depth));
    const struct = structOf(element);
    if (struct !== null) measureElements(m, member, struct, values[index], count, depth);
    else if (element.kind === 'tree') measureTree(m, element, values[index], depth);
  }
  if (subsections === undefined) return;
  for (const [struct, inner] of sentParts(shape, values, m.trail, depth)) {
    measureStruct(m, struct, inner, struct.version, depth + 1);
  }
}

function sizeOf(m: Measuring, shape: StructShape, member: Member, values: readonly Value[], depth: number): number {
  const { element, slots } = member;
  if (element.kind === 'vbuffer') {
    const length = vbufferLength(shape, element, values, m.trail, depth);
    if (length === undefined || length < 0) {
      throw new OracleFault(pathAt(m.trail, depth), `a length of ${length ?? 'unspecified'} bytes`);
    }
    return length;
  }
  if (element.kind === 'bitmap') return bitsOf(m, shape, element, values, depth);
  if (slots !== 'none') return m.pointerSize;
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'checked':
      return widthOf(checkedType(element.info));
    case 'buffer':
    case 'unused':
      return element.size;
    case 'struct':
    case 'list':
    case 'tmp':
    case 'tree':
    case 'timer':
      return STRUCT_SIZE;
    case 'bytearray':
      return 2 * m.pointerSize;
    case 'validate':
      return 0;
  }
}

function bitsOf(m: Measuring, shape: StructShape, element: Bitmap, values: readonly Value[], depth: number): number {
  const bits = bitmapLength(shape, element, values, m.trail, depth);
  if (bits === undefined || bitmapWords(bits) === undefined) {
    throw new OracleFault(pathAt(m.trail, depth), `a length of ${bits ?? 'unspecified'} bits`);
  }
  return bits;
}

/** Of each node the key's fields, then the value's. */
function measureTree(m: Measuring, tree: Tree, value: Value | undefined, depth: number): void {
  if (!Array.isArray(value)) throw new OracleFault(pathAt(m.trail, depth), 'its value is no array');
  for (let i = 0; i < value.length; i++) {
    const node = value[i];
    m.trail.indices[depth] = i;
    if (!Array.isArray(node)) throw new OracleFault(pathAt(m.trail, depth), 'a node that is no pair');
    if (tree.key !== null) measureSide(m, 'key', tree.key, node[0], depth);
    measureSide(m, 'value', tree.value, node[1], depth);
  }
}

function measureSide(m: Measuring, side: string, struct: StructShape, value: Value | undefined, depth: number): void {
  markMember(m.trail, depth + 1, side);
  if (!Array.isArray(value)) throw new OracleFault(pathAt(m.trail, depth + 1), 'a struct without values');
  measureStruct(m, struct, value, struct.version, depth + 2);
}

function measureElements(
  m: Measuring,
  member: Member,
  struct: StructShape,
  value: Value | undefined,
  count: number,
  depth: number,
): void {
  const { kind } = member.element;
  if (!hasMany(member)) {
    measureElement(m, member, struct, value, depth);
    return;
  }
  if (!Array.isArray(value) || (kind !== 'list' && value.length !== Math.max(0, count))) {
    const what = kind === 'list' ? 'its value is no array' : `its value is no array of ${count} elements`;
    throw new OracleFault(pathAt(m.trail, depth), what);
  }
  for (let i = 0; i < value.length; i++) {
    m.trail.indices[depth] = i;
    measureElement(m, member, struct, value[i], depth);
  }
}

function measureElement(
  m: Measuring,
  member: Member,
  struct: StructShape,
  value: Value | undefined,
  depth: number,
): void {
  if (value === null && member.slots !== 'none') return;
  if (!Array.isArray(value)) throw new OracleFault(pathAt(m.trail, depth), 'a struct without values');
  const { element } = member;
  const version = element.kind === 'struct' ? element.version : undefined;
  measureStruct(m, struct, value, version ?? struct.version, depth + 1);
}
