import type { Abi } from '../vmstate/abi.ts';
import { traitsOf, type Dialect, type DialectTraits } from '../vmstate/dialect.ts';
import { widthOf } from '../vmstate/info.ts';
import { isCarried, type Member, type Model, type StructShape, type Value } from '../vmstate/model.ts';
import { countOf, vbufferLength } from './count.ts';
import { OracleFault } from './fault.ts';
import { createTrail, markMember, pathAt, type Trail } from './path.ts';

/** Stands for the host size of a struct, which is the layout's affair. */
export const STRUCT_SIZE = -1;

/**
 * Element count and element size for every visit of a field, in the order of
 * visits: a struct's field comes before the fields of its elements. Entry k of
 * both arrays is the k-th visit. Counts are C ints and may be negative; sizes
 * are bytes, or STRUCT_SIZE.
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
 * convention in 10.2. The fields of a NULL element are not visited.
 *
 * Throws OracleFault when the values contradict the shape, and for a vbuffer
 * of negative length, which no engine can save.
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
  measureStruct(measuring, model.shape, model.values, 0);
  return { counts: measuring.counts, sizes: measuring.sizes };
}

function measureStruct(m: Measuring, shape: StructShape, values: readonly Value[], depth: number): void {
  const { members, version } = shape;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined || !isCarried(member, version)) continue;
    markMember(m.trail, depth, member.name);
    const count = countOf(shape, member, values, m.traits, m.trail, depth);
    if (count === undefined) throw new OracleFault(pathAt(m.trail, depth), 'its count is unspecified');
    m.counts.push(count);
    m.sizes.push(sizeOf(m, shape, member, values, depth));
    if (m.paths !== null) m.paths.push(pathAt(m.trail, depth));
    if (member.element.kind === 'struct') {
      measureElements(m, member, member.element.struct, values[index], count, depth);
    }
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
  if (slots !== 'none') return m.pointerSize;
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'buffer':
    case 'unused':
      return element.size;
    case 'struct':
      return STRUCT_SIZE;
  }
}

function measureElements(
  m: Measuring,
  member: Member,
  struct: StructShape,
  value: Value | undefined,
  count: number,
  depth: number,
): void {
  if (member.count.kind === 'one') {
    measureElement(m, member, struct, value, depth);
    return;
  }
  if (!Array.isArray(value) || value.length !== Math.max(0, count)) {
    throw new OracleFault(pathAt(m.trail, depth), `its value is no array of ${count} elements`);
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
  measureStruct(m, struct, value, depth + 1);
}
