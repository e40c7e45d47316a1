import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import { checkedType, widthOf } from '../vmstate/info.ts';
import {
  isCarried,
  structOf,
  type Member,
  type Model,
  type StructShape,
  type StructValue,
  type Tree,
} from '../vmstate/model/model.ts';
import { bitmapLength, bitmapWords, countOf, vbufferLength, type Bitmap } from './count.ts';
import { fieldElements, listValues, structValues, treeValues } from './elements.ts';
import { createTrail, markMember, pathAt } from './path.ts';
import { isSaved, sentParts } from './presence.ts';
import { fail, type Frame, type Walk } from './walk.ts';

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
export interface ExpectedMeasure {
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
}

/**
 * One visit for people to read.
 *
 * @since 0.1.0
 */
export interface Expected {
  readonly path: string;
  readonly count: number;
  readonly size: number | 'struct';
}

/** What the sizes depend on, of all that a host is. */
export interface MeasureHost {
  /** Bytes of a pointer. */
  readonly pointerSize: 4 | 8;
}

interface Measuring extends Walk {
  readonly pointerSize: number;
  readonly counts: number[];
  readonly sizes: number[];
  /** The path of each visit; null when no paths were requested. */
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
export function measure(model: Model, dialect: Dialect, host: MeasureHost): ExpectedMeasure {
  return run(model, dialect, host, null);
}

/**
 * Element count and size in bytes of every field that a save visits, in order, with its
 * path. The size of a struct depends on the layout and is `'struct'`.
 *
 * @throws OracleFault if the values contradict the shape.
 * @example
 * ```ts
 * describeMeasured(model, 'qemu-11.1', { pointerSize: 8, byteOrder: 'little' });
 * // [{ path: 'regs', count: 3, size: 4 }, …]
 * ```
 * @since 0.1.0
 */
export function describeMeasured(model: Model, dialect: Dialect, host: MeasureHost): Expected[] {
  const paths: string[] = [];
  const { counts, sizes } = run(model, dialect, host, paths);
  return paths.map((path, k) => {
    const size = sizes[k] ?? STRUCT_SIZE;
    return { path, count: counts[k] ?? 0, size: size === STRUCT_SIZE ? 'struct' : size };
  });
}

/** The path of entry `k` of `measure`, or undefined when there is no such entry. */
export function measuredPath(model: Model, dialect: Dialect, host: MeasureHost, k: number): string | undefined {
  return describeMeasured(model, dialect, host)[k]?.path;
}

function run(model: Model, dialect: Dialect, { pointerSize }: MeasureHost, paths: string[] | null): ExpectedMeasure {
  const measuring: Measuring = {
    traits: traitsOf(dialect),
    pointerSize,
    trail: createTrail(),
    counts: [],
    sizes: [],
    paths,
  };
  const { shape, values } = model;
  measureStruct(measuring, { shape, values, version: shape.version, depth: 0 });
  return { counts: measuring.counts, sizes: measuring.sizes };
}

function measureStruct(m: Measuring, frame: Frame): void {
  const { shape, version, depth } = frame;
  const { members, subsections } = shape;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined) continue;
    if (member.test === undefined) {
      if (!isCarried(member, version)) continue;
    } else if (!isSaved(m, frame, member)) continue;
    markMember(m.trail, depth, member.name);
    measureField(m, frame, member, index);
  }
  if (subsections === undefined) return;
  for (const part of sentParts(m, frame)) measureStruct(m, part);
}

function measureField(m: Measuring, frame: Frame, member: Member, index: number): void {
  const { depth } = frame;
  const { element } = member;
  const count = element.kind === 'validate' ? 0 : countOf(m, frame, member);
  m.counts.push(count ?? fail(m, depth, 'its count is unspecified'));
  m.sizes.push(sizeOf(m, frame, member));
  if (m.paths !== null) m.paths.push(pathAt(m.trail, depth));
  if (element.kind === 'tree') {
    measureTree(m, frame, element, index);
    return;
  }
  measureElements(m, frame, member, index);
}

function sizeOf(m: Measuring, frame: Frame, { element, slots }: Member): number {
  if (element.kind === 'vbuffer') {
    const length = vbufferLength(m, frame, element);
    if (length === undefined || length < 0) fail(m, frame.depth, `a length of ${length ?? 'unspecified'} bytes`);
    return length;
  }
  if (element.kind === 'bitmap') return bitsOf(m, frame, element);
  if (slots !== 'none') return m.pointerSize;
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'checked':
      return widthOf(checkedType(element.info));
    case 'failing':
      return 1;
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

function bitsOf(m: Measuring, frame: Frame, element: Bitmap): number {
  const bits = bitmapLength(m, frame, element);
  if (bits === undefined || bitmapWords(bits) === undefined)
    fail(m, frame.depth, `a length of ${bits ?? 'unspecified'} bits`);
  return bits;
}

/** Of each node the key's fields, then the value's. */
function measureTree(m: Measuring, { values, depth }: Frame, tree: Tree, index: number): void {
  for (const [i, node] of treeValues(m, depth, values[index] ?? null).entries()) {
    m.trail.indices[depth] = i;
    const [key, own] = Array.isArray(node) ? node : fail(m, depth, 'a node that is no pair');
    markMember(m.trail, depth + 1, 'key');
    if (tree.key !== null) measureSide(m, depth + 1, tree.key, structValues(m, depth + 1, key));
    markMember(m.trail, depth + 1, 'value');
    measureSide(m, depth + 1, tree.value, structValues(m, depth + 1, own));
  }
}

/** A key or a value, whose name stands at `depth`. */
function measureSide(m: Measuring, depth: number, shape: StructShape, values: StructValue): void {
  measureStruct(m, { shape, values, version: shape.version, depth: depth + 1 });
}

/** The structs in the elements of a field; a NULL element has none. */
function measureElements(m: Measuring, frame: Frame, member: Member, index: number): void {
  const { element, count, slots } = member;
  const { depth, values } = frame;
  const shape = structOf(element);
  if (shape === null) return;
  const version = (element.kind === 'struct' ? element.version : undefined) ?? shape.version;
  const hasMany = count.kind !== 'one' || element.kind === 'list';
  const items =
    element.kind === 'list' ? listValues(m, depth, values[index] ?? null) : fieldElements(m, frame, member, index);
  for (let i = 0; i < items.length; i++) {
    if (hasMany) m.trail.indices[depth] = i;
    const value = items[i];
    if (value === null && slots !== 'none') continue;
    measureStruct(m, { shape, values: structValues(m, depth, value), version, depth: depth + 1 });
  }
}
