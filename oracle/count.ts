import type { DialectTraits } from '../vmstate/dialect.ts';
import { widthOf } from '../vmstate/info.ts';
import type { CountType, Element, Member, StructShape, Value } from '../vmstate/model.ts';
import { OracleFault } from './fault.ts';
import { pathAt, type Trail } from './path.ts';

export type Vbuffer = Extract<Element, { kind: 'vbuffer' }>;

const countWidths: Readonly<Record<CountType, number>> = { uint8: 1, uint16: 2, int32: 4, uint32: 4 };

/**
 * The number of elements of a field as the engine computes it: a C int, so a
 * 32-bit count of 2^31 or more is negative, and a factor multiplies with
 * wraparound (vmstate.c:vmstate_n_elems, 10.2 and 11.1). `undefined` when the
 * sibling that holds the count has an unspecified value.
 *
 * Throws OracleFault, with the path that `trail` has at `depth`, for a sibling that cannot hold
 * a count and for a factor in a dialect without VMS_MULTIPLY_ELEMENTS.
 */
export function countOf(
  shape: StructShape,
  member: Member,
  values: readonly Value[],
  traits: DialectTraits,
  trail: Trail,
  depth: number,
): number | undefined {
  const { count } = member;
  switch (count.kind) {
    case 'one':
      return 1;
    case 'fixed':
      return count.n;
    case 'counted': {
      const { type, multiply } = count;
      const raw = readSibling(shape, count.by, countWidths[type], values, trail, depth);
      if (raw === undefined) return undefined;
      const n = type === 'uint8' ? raw & 0xff : type === 'uint16' ? raw & 0xffff : raw | 0;
      if (multiply === null) return n;
      if (!traits.multiplyElements) {
        throw new OracleFault(pathAt(trail, depth), 'a count with a factor in a dialect that has no VMS_MULTIPLY_ELEMENTS');
      }
      return Math.imul(n, multiply);
    }
  }
}

/**
 * The length of a vbuffer in bytes, a C int that may be negative
 * (vmstate.c:vmstate_size, 10.2 and 11.1); `undefined` when the sibling that
 * holds it has an unspecified value. Throws OracleFault as `countOf` does.
 */
export function vbufferLength(
  shape: StructShape,
  element: Vbuffer,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): number | undefined {
  const raw = readSibling(shape, element.sizedBy, 4, values, trail, depth);
  return raw === undefined ? undefined : Math.imul(raw, element.multiply ?? 1);
}

function readSibling(
  shape: StructShape,
  index: number,
  width: number,
  values: readonly Value[],
  trail: Trail,
  depth: number,
): number | undefined {
  const sibling = shape.members[index];
  const value = values[index];
  // A count read at another width than its member has would depend on the
  // host's byte order, and one behind a pointer would read the pointer itself.
  if (
    sibling?.element.kind !== 'scalar' ||
    sibling.count.kind !== 'one' ||
    sibling.storage !== 'embedded' ||
    sibling.slots !== 'none' ||
    widthOf(sibling.element.type) !== width
  ) {
    throw new OracleFault(pathAt(trail, depth), `member ${index} cannot hold its count or length`);
  }
  if (value === null) return undefined;
  if (typeof value !== 'number') {
    throw new OracleFault(pathAt(trail, depth), `member ${index} holds no number to count by`);
  }
  return value;
}
