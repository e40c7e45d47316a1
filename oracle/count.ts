import { notAbove, widthOf, type Scalar, type Width } from '../vmstate/info.ts';
import { halfOf, numberType, type CountType, type Element, type Half, type Member } from '../vmstate/model/model.ts';
import { fail, type Frame, type Walk } from './walk.ts';

export type Vbuffer = Extract<Element, { kind: 'vbuffer' }>;
export type Bitmap = Extract<Element, { kind: 'bitmap' }>;

const countWidths: Readonly<Record<CountType, Width>> = { uint8: 1, uint16: 2, int32: 4, uint32: 4, uint64: 8 };

/**
 * The number of elements of a field as the engine computes it: up to 11.1 a C
 * int, so a 32-bit count of 2^31 or more is negative, and a factor multiplies
 * with wraparound (vmstate.c:vmstate_n_elems, 10.2 and 11.1); since 11.2 an
 * unsigned integer as wide as the member that holds it. `undefined` when the
 * sibling that holds the count has an unspecified value.
 *
 * Throws OracleFault, with the path of the frame's current member, for a sibling that cannot hold
 * a count and for a factor in a dialect without VMS_MULTIPLY_ELEMENTS.
 */
export function countOf(walk: Walk, frame: Frame, { count }: Member): number | undefined {
  switch (count.kind) {
    case 'one':
      return 1;
    case 'fixed':
      return count.n;
    case 'counted': {
      const { type, multiply } = count;
      const width = countWidths[type];
      if (walk.traits.ownWidths) return unsignedOf(walk, frame, count.by, width);
      const raw = readSibling(walk, frame, count.by, width);
      if (raw === undefined) return undefined;
      const n = type === 'uint8' ? raw & 0xff : type === 'uint16' ? raw & 0xffff : raw | 0;
      if (multiply === null) return n;
      if (!walk.traits.multiplyElements)
        fail(walk, frame.depth, 'a count with a factor in a dialect that has no VMS_MULTIPLY_ELEMENTS');
      return Math.imul(n, multiply);
    }
  }
}

/**
 * The length of a vbuffer in bytes: up to 11.1 a C int that may be negative
 * (vmstate.c:vmstate_size, 10.2 and 11.1), since 11.2 the unsigned product, or
 * Infinity if it does not fit 64 bits; `undefined` when the sibling that holds it has an unspecified
 * value. Throws OracleFault as `countOf` does.
 */
export function vbufferLength(walk: Walk, frame: Frame, element: Vbuffer): number | undefined {
  const { sizedBy, half, multiply } = element;
  if (walk.traits.ownWidths) {
    if (half !== undefined) fail(walk, frame.depth, 'half of a size in a dialect that reads all of it');
    const held = unsignedOf(walk, frame, sizedBy, undefined);
    if (held === undefined || multiply === null) return held;
    return held * multiply < 2 ** 64 ? held * multiply : Infinity;
  }
  const raw = half === undefined ? readSibling(walk, frame, sizedBy, 4) : readHalf(walk, frame, sizedBy, half);
  return raw === undefined ? undefined : Math.imul(raw, multiply ?? 1);
}

/**
 * The length of a bitmap in bits, up to 11.1 a C int that may be negative
 * (vmstate.c:vmstate_size); `undefined` when the sibling that
 * holds it has an unspecified value. Throws OracleFault as `countOf` does.
 */
export function bitmapLength(walk: Walk, frame: Frame, element: Bitmap): number | undefined {
  if (walk.traits.ownWidths) return unsignedOf(walk, frame, element.sizedBy, undefined);
  const raw = readSibling(walk, frame, element.sizedBy, 4);
  return raw === undefined ? undefined : raw | 0;
}

/**
 * How many 64-bit words a bitmap of so many bits is on the wire, all that were
 * begun (vmstate-types.c: the put and get, save and load functions of bitmap).
 * The engine computes it with a size_t: from -63 to -1 bits are none, and
 * below that `undefined`, for a walk over nearly all of the address space.
 */
export function bitmapWords(bits: number): number | undefined {
  if (bits < -63) return undefined;
  return bits > 0 ? Math.ceil(bits / 64) : 0;
}

function readSibling(walk: Walk, frame: Frame, index: number, width: number): number | undefined {
  const { shape, values, depth } = frame;
  const sibling = shape.members[index];
  const value = values[index];
  // A count read at another width than its member has would depend on the
  // host's byte order, and one behind a pointer would read the pointer itself.
  const type = integerTypeOf(sibling);
  if (type === undefined || widthOf(type) !== width)
    fail(walk, depth, `member ${index} cannot hold its count or length`);
  if (value === null) return undefined;
  if (typeof value !== 'number') fail(walk, depth, `member ${index} holds no number to count by`);
  return value;
}

/** An unsigned integer as wide as its member. */
function unsignedOf(walk: Walk, frame: Frame, index: number, wanted: Width | undefined): number | undefined {
  const { shape, values, depth } = frame;
  const type = integerTypeOf(shape.members[index]);
  const width = type === undefined ? undefined : widthOf(type);
  if (width === undefined || type === 'cpudouble' || (wanted !== undefined && width !== wanted))
    fail(walk, depth, `member ${index} cannot hold its count or length`);
  const value = values[index];
  if (value === null) return undefined;
  if (typeof value !== 'number' && typeof value !== 'bigint')
    fail(walk, depth, `member ${index} holds no number to count by`);
  return notAbove(BigInt.asUintN(8 * width, BigInt(value)));
}

/** The C reads 32 bits at the address of 64: which they are the shape says. */
function readHalf(walk: Walk, { shape, values, depth }: Frame, index: number, half: Half): number | undefined {
  const value = values[index];
  if (integerTypeOf(shape.members[index]) !== 'uint64')
    fail(walk, depth, `member ${index} cannot hold its 64-bit length`);
  if (value === null) return undefined;
  if (typeof value !== 'bigint') fail(walk, depth, `member ${index} holds no number to count by`);
  return halfOf(value, half);
}

/** The type of the plain value that the member itself holds; `undefined` for every other member. */
export function integerTypeOf(member: Member | undefined): Scalar | undefined {
  if (member?.count.kind !== 'one' || member.storage !== 'embedded' || member.slots !== 'none') return undefined;
  return numberType(member.element) ?? undefined;
}
