import {
  copiesIn,
  isArray,
  type Element,
  type Member,
  type StructShape,
  type StructValue,
  type Value,
} from '../vmstate/model/model.ts';
import { Draw } from '../random/draw.ts';
import { drawBytes, drawExpiry, drawScalar } from '../random/scalar-values.ts';

/**
 * The destination of a load for an engine with the view `values`: like `before`, but with
 * noise wherever the load does not depend on it. Values that siblings read (counts, sizes,
 * tests, `needed`) or that the load compares with are kept, and so are NULLs and array
 * lengths. An array behind a NULL pointer is an array without elements, because values
 * have no pointers.
 */
export function noisyBefore(shape: StructShape, before: StructValue, seed: number): StructValue {
  return noisyStruct(new Draw(seed, STREAM), shape, before);
}

const STREAM = 4;

function noisyStruct(draw: Draw, { members, subsections = [] }: StructShape, before: StructValue): StructValue {
  const kept = readBySiblings(members, subsections);
  return before.map((value, i) => {
    const member = members[i];
    if (member !== undefined) return kept.has(i) ? value : noisyMember(draw, member, value);
    const struct = subsections[i - members.length]?.struct;
    return struct !== undefined && Array.isArray(value) ? noisyStruct(draw, struct, value) : value;
  });
}

function readBySiblings(
  members: readonly Member[],
  subsections: NonNullable<StructShape['subsections']>,
): ReadonlySet<number> {
  const read = new Set<number>();
  for (const { count, element, test } of members) {
    if (count.kind === 'counted') read.add(count.by);
    if (element.kind === 'vbuffer' || element.kind === 'bitmap') read.add(element.sizedBy);
    if (test?.kind === 'sibling') read.add(test.by);
    for (const by of readByCopies(element)) read.add(by);
  }
  for (const { needed } of subsections) if (needed !== undefined) read.add(needed);
  return read;
}

/** What a temporary object copies and then counts or tests by. */
function readByCopies(element: Element): number[] {
  const copies = copiesIn(element);
  if (copies.length === 0 || element.kind !== 'tmp') return [];
  const read = readBySiblings(element.struct.members, element.struct.subsections ?? []);
  return copies.filter(({ own }) => read.has(own)).map(({ parent }) => parent);
}

function noisyMember(draw: Draw, member: Member, value: Value): Value {
  if (!isArray(member)) return noisyElement(draw, member, value);
  return Array.isArray(value) ? value.map((item) => noisyElement(draw, member, item)) : [];
}

function noisyElement(draw: Draw, { element }: Member, value: Value): Value {
  if (value === null) return null;
  switch (element.kind) {
    case 'scalar':
      return drawScalar(draw, element.type);
    case 'buffer':
    case 'vbuffer':
    case 'bitmap':
    case 'bytearray':
      return value instanceof Uint8Array ? drawBytes(draw, value.length) : value;
    case 'struct':
    case 'tmp':
      return Array.isArray(value) ? noisyStruct(draw, element.struct, value) : value;
    case 'failing':
      return drawScalar(draw, 'uint8');
    case 'timer':
      return drawExpiry(draw);
    case 'checked':
    case 'list':
    case 'tree':
    case 'unused':
    case 'validate':
      return value;
  }
}
