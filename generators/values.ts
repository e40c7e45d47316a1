import type { Element, Member, StructShape, StructValue, Value } from '../vmstate/model.ts';
import { countersOf, type Counter } from './counters.ts';
import type { Draw } from './draw.ts';
import { drawBytes, drawScalar } from './scalar-values.ts';

/** Elements of one model, all arrays together; what keeps nested arrays from multiplying. */
const ELEMENT_BUDGET = 90;

/** Draws the values of a whole model. */
export function drawValues(draw: Draw, shape: StructShape): StructValue {
  return drawStruct(draw, shape, countersOf(shape), { left: ELEMENT_BUDGET });
}

interface Budget {
  left: number;
}

function drawStruct(draw: Draw, shape: StructShape, counters: readonly (Counter | null)[] | null, budget: Budget): StructValue {
  const { members } = shape;
  // As long as it gets: an array that grows to two elements has room for seventeen.
  const values: StructValue = new Array<Value>(members.length);
  if (counters !== null) {
    // First, because the others are as long as these say.
    for (let i = 0; i < counters.length; i++) {
      const counter = counters[i];
      if (counter !== null && counter !== undefined) values[i] = drawCount(draw, counter, members[i], budget);
    }
  }
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined || (counters !== null && counters[i] !== null)) continue;
    values[i] = drawMember(draw, member, values, budget);
  }
  return values;
}

function drawCount(draw: Draw, counter: Counter, member: Member | undefined, budget: Budget): number {
  if (budget.left <= 0) return 0;
  const pick = draw.below(1000);
  if (pick < 120) return 0;
  if (pick < 310) return 1;
  if (!counter.natural && pick < 340) return drawNegative(draw, member);
  if (counter.structs || counter.multiply > 1) return draw.between(1, 3);
  if (pick < 930) return draw.between(2, 3);
  if (pick < 996) return draw.between(4, 9);
  return drawLarge(draw, counter);
}

/** A count that reads as less than nothing: no elements (VMS-COUNT-3). */
function drawNegative(draw: Draw, member: Member | undefined): number {
  const type = member?.element.kind === 'scalar' ? member.element.type : 'int32';
  if (type === 'int32') return draw.chance(50) ? -1 : -2147483648;
  if (type === 'uint32') return draw.chance(50) ? 0xffffffff : 0x80000000;
  return 0;
}

/** Both sides of the widths in which a count is read. */
function drawLarge(draw: Draw, counter: Counter): number {
  if (counter.type === 'uint8') return draw.between(127, 128 + draw.below(2) * 127);
  return draw.chance(99.8) ? draw.between(255, 257) : draw.between(65535, counter.type === 'uint16' ? 65535 : 65537);
}

/** How many elements a member has, by the values of its struct: the C `int` arithmetic, none below zero. */
export function elementCount(member: Member, values: readonly Value[]): number {
  const { count } = member;
  switch (count.kind) {
    case 'one':
      return 1;
    case 'fixed':
      return count.n;
    case 'counted':
      return Math.max(0, Math.imul(Number(values[count.by]), count.multiply ?? 1));
  }
}

/** True when a member's count is below zero as C reads it. */
export function isNegative({ count }: Member, values: readonly Value[]): boolean {
  return count.kind === 'counted' && Math.imul(Number(values[count.by]), count.multiply ?? 1) < 0;
}

/** Bytes of one buffer element. */
export function bufferLength(element: Element, values: readonly Value[]): number {
  switch (element.kind) {
    case 'buffer':
      return element.size;
    case 'vbuffer':
      return Math.max(0, Math.imul(Number(values[element.sizedBy]), element.multiply ?? 1));
    case 'scalar':
    case 'unused':
    case 'struct':
      return 0;
  }
}

function drawMember(draw: Draw, member: Member, values: readonly Value[], budget: Budget): Value {
  const { element, count } = member;
  const single = count.kind === 'one';
  if (single && element.kind === 'scalar') return drawScalar(draw, element.type);
  const length = bufferLength(element, values);
  const counters = element.kind === 'struct' ? countersOf(element.struct) : null;
  if (single) return drawElement(draw, element, length, counters, budget);
  const n = elementCount(member, values);
  budget.left -= n;
  const nulls = member.slots === 'none' ? 0 : nullPercent(draw);
  const elements = new Array<Value>(n);
  for (let i = 0; i < n; i++) {
    elements[i] = nulls > 0 && draw.chance(nulls) ? null : drawElement(draw, element, length, counters, budget);
  }
  return elements;
}

/** None, some or all slots NULL: each pattern is common. */
function nullPercent(draw: Draw): number {
  const pick = draw.below(4);
  return pick === 0 ? 0 : pick === 1 ? 100 : 45;
}

function drawElement(
  draw: Draw,
  element: Element,
  length: number,
  counters: readonly (Counter | null)[] | null,
  budget: Budget,
): Value {
  switch (element.kind) {
    case 'scalar':
      return drawScalar(draw, element.type);
    case 'buffer':
    case 'vbuffer':
      return drawBytes(draw, length);
    case 'unused':
      return null;
    case 'struct':
      budget.left -= element.struct.members.length;
      return drawStruct(draw, element.struct, counters, budget);
  }
}
