import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import type { Abi } from '../vmstate/host/abi.ts';
import { checkedType, isWide } from '../vmstate/info.ts';
import {
  copiesIn,
  hasMany,
  type Copy,
  inKeyOrder,
  numberType,
  structOf,
  type Element,
  type Member,
  type StructShape,
  type StructValue,
  type Tree,
  type Value,
} from '../vmstate/model/model.ts';
import { elementCount, bufferLength } from '../vmstate/model/counts.ts';
import { countersOf, type Counter } from './counters.ts';
import { drawCounterValue } from './counter-values.ts';
import type { Draw } from '../random/draw.ts';
import { drawAround, drawBitmap, drawBytes, drawExpiry, drawKey, drawScalar } from '../random/scalar-values.ts';
import { drawByteArraySize } from './shape/sizes.ts';

/** Maximum number of elements of one model, all arrays together; limits the product of nested arrays. */
const ELEMENT_BUDGET = 90;

/** What values depend on besides their shape. */
export interface ValueHost {
  /** Bytes of a pointer: what the host's memory cannot hold is not drawn. */
  readonly pointerSize: 4 | 8;
  /** Counts are C ints, which may be below zero. */
  readonly intCounts: boolean;
}

export function valueHost(dialect: Dialect, { pointerSize }: Abi): ValueHost {
  return { pointerSize, intCounts: traitsOf(dialect).intCounts };
}

/** Draws the values of a whole model. */
export function drawValues(draw: Draw, shape: StructShape, { pointerSize, intCounts }: ValueHost): StructValue {
  return drawStruct({ draw, pointerSize, intCounts, left: ELEMENT_BUDGET }, shape, countersOf(shape));
}

interface Drawing extends ValueHost {
  readonly draw: Draw;
  /** Number of elements that may still be drawn. */
  left: number;
}

function drawStruct(
  drawing: Drawing,
  shape: StructShape,
  counters: readonly (Counter | null)[] | null,
  copied: Copied | null = null,
): StructValue {
  const { draw } = drawing;
  const { members, subsections } = shape;
  // Preallocated: an array that grows to two elements reserves room for seventeen.
  const values: StructValue = new Array<Value>(members.length + (subsections === undefined ? 0 : subsections.length));
  if (copied !== null) for (const { own, parent } of copied.copies) values[own] = copied.values[parent] ?? null;
  if (counters !== null) {
    // First, because they determine the lengths of the others.
    for (let i = 0; i < counters.length; i++) {
      const counter = counters[i];
      if (counter === null || counter === undefined || members[i]?.copyOf !== undefined) continue;
      const room = { room: drawing.left > 0, intCounts: drawing.intCounts };
      const count = drawCounterValue(draw, counter, members[i], room);
      values[i] = counter.half === null ? heldAs(members[i], count) : drawAround(draw, count, counter.half);
    }
  }
  let copying = false;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined || member.copyOf !== undefined || (counters !== null && counters[i] !== null)) continue;
    if (copiesIn(member.element).length > 0) copying = true;
    else values[i] = drawMember(drawing, member, values);
  }
  // Last, because what they copy can stand behind them.
  if (copying) drawCopying(drawing, members, values);
  if (subsections !== undefined) {
    for (let k = 0; k < subsections.length; k++) {
      const struct = subsections[k]?.struct;
      if (struct !== undefined) values[members.length + k] = drawInner(drawing, struct, countersOf(struct));
    }
  }
  return values;
}

/** Temporary objects that copy members of the struct. */
function drawCopying(drawing: Drawing, members: readonly Member[], values: StructValue): void {
  members.forEach((member, i) => {
    if (copiesIn(member.element).length > 0) values[i] = drawMember(drawing, member, values);
  });
}

/** A number as the member has it. */
export function heldAs(member: Member | undefined, n: number): number | bigint {
  const type = member === undefined ? null : numberType(member.element);
  return type !== null && isWide(type) ? BigInt(n) : n;
}

function drawMember(drawing: Drawing, member: Member, values: readonly Value[]): Value {
  const { draw } = drawing;
  const { element, count } = member;
  const single = count.kind === 'one';
  if (single && member.slots !== 'none' && draw.chance(45)) return null;
  if (single && element.kind === 'scalar') return drawScalar(draw, element.type);
  const length = bufferLength(element, values);
  const struct = structOf(element);
  const counters = struct === null ? null : countersOf(struct);
  const alike: Elements = { element, length, counters, values };
  if (!hasMany(member) || element.kind === 'tree') return drawElement(drawing, alike);
  const n = element.kind === 'list' ? listLength(drawing) : elementCount(member, values);
  drawing.left -= n;
  const nulls = member.slots === 'none' ? 0 : nullPercent(draw);
  const elements = new Array<Value>(n);
  for (let i = 0; i < n; i++) {
    elements[i] = nulls > 0 && draw.chance(nulls) ? null : drawElement(drawing, alike);
  }
  return elements;
}

function listLength({ draw, left }: Drawing): number {
  return left <= 0 || draw.chance(20) ? 0 : draw.between(1, 3);
}

/** A few nodes with distinct keys. */
function drawTree(drawing: Drawing, tree: Tree): Value {
  const { draw, pointerSize } = drawing;
  const { key, value } = tree;
  const n = listLength(drawing);
  drawing.left -= n;
  const counters = [key === null ? null : countersOf(key), countersOf(value)] as const;
  const nodes = new Array<Value>(n);
  for (let i = 0; i < n; i++) {
    const own = key === null ? drawKey(draw, pointerSize) : drawInner(drawing, key, counters[0]);
    nodes[i] = [own, drawInner(drawing, value, counters[1])];
  }
  return inKeyOrder(tree, nodes);
}

/** Which slots are NULL: none, some or all. */
function nullPercent(draw: Draw): number {
  const pick = draw.below(4);
  return pick === 0 ? 0 : pick === 1 ? 100 : 45;
}

/** The common properties of all elements of a member. */
interface Elements {
  readonly element: Element;
  /** For buffers: the size of each. */
  readonly length: number;
  /** For structs: the requirements on their members. */
  readonly counters: readonly (Counter | null)[] | null;
  /** The values of the containing struct. */
  readonly values: readonly Value[];
}

function drawElement(drawing: Drawing, { element, length, counters, values }: Elements): Value {
  const { draw } = drawing;
  switch (element.kind) {
    case 'scalar':
      return drawScalar(draw, element.type);
    case 'buffer':
    case 'vbuffer':
      return drawBytes(draw, length);
    case 'unused':
    case 'validate':
      return null;
    case 'struct':
    case 'list':
      return drawInner(drawing, element.struct, counters);
    case 'tmp':
      return drawInner(drawing, element.struct, counters, { copies: copiesIn(element), values });
    case 'failing':
      return drawScalar(draw, 'uint8');
    case 'timer':
      return drawExpiry(draw);
    case 'tree':
      return drawTree(drawing, element);
    case 'bytearray':
      return drawBytes(draw, drawByteArraySize(draw));
    case 'checked':
      return drawChecked(draw, element);
    case 'bitmap':
      return drawBitmap(draw, Number(values[element.sizedBy]) | 0, drawing.pointerSize);
  }
}

/** What a temporary object copies of the values of its parent. */
interface Copied {
  readonly copies: readonly Copy[];
  readonly values: readonly Value[];
}

function drawInner(
  drawing: Drawing,
  struct: StructShape,
  counters: readonly (Counter | null)[] | null,
  copied: Copied | null = null,
): StructValue {
  drawing.left -= struct.members.length;
  return drawStruct(drawing, struct, counters, copied);
}

/** Negative values of an int32_le are always rejected, so they are rare. */
function drawChecked(draw: Draw, { info }: Extract<Element, { kind: 'checked' }>): Value {
  const value = drawScalar(draw, checkedType(info));
  return info === 'int32_le' && value < 0 && !draw.chance(5) ? Number(value) & 0x7fffffff : value;
}
