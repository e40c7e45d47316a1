import { numberType, type CountType, type Member } from '../vmstate/model/model.ts';
import type { Counter } from './counters.ts';
import type { Draw } from '../random/draw.ts';

/** Whether there is room for more elements, and whether counts are C ints: no other can be below zero, or wrap. */
export interface CounterRoom {
  readonly room: boolean;
  readonly intCounts: boolean;
}

/** Draws the value of a member that siblings read; without `room` for more elements its count is 0. */
export function drawCounterValue(
  draw: Draw,
  counter: Counter,
  member: Member | undefined,
  { room, intCounts }: CounterRoom,
): number {
  const { counts, bits, holds } = counter;
  const value = counts
    ? drawElements(draw, counter, member, { room, intCounts })
    : bits
      ? drawBits(draw, member, intCounts)
      : drawFlag(draw, member);
  return holds && value === 0 ? 1 : value;
}

function drawElements(
  draw: Draw,
  counter: Counter,
  member: Member | undefined,
  { room, intCounts }: CounterRoom,
): number {
  if (!room) return 0;
  const pick = draw.below(1000);
  if (pick < 120) return 0;
  if (pick < 310) return 1;
  if (intCounts && !counter.natural && !counter.bits && !refusesNegative(member) && pick < 340)
    return drawNegative(draw, member);
  if (intCounts && pick >= 985 && wraps(counter, member)) return Math.ceil(2 ** 32 / counter.multiply);
  if (counter.structs || counter.multiply > 1) return draw.between(1, 3);
  if (pick < 930) return draw.between(2, 3);
  return pick < 993 ? draw.between(4, 9) : oneOf(draw, edges[counter.type]);
}

/** A count that is negative when read as a C int: no elements (VMS-COUNT-3). */
function drawNegative(draw: Draw, member: Member | undefined): number {
  const type = typeOf(member);
  if (type === 'int32') return draw.chance(50) ? -1 : -2147483648;
  if (type === 'uint32') return draw.chance(50) ? 0xffffffff : 0x80000000;
  return 0;
}

/** Then no load would come as far as its readers. */
function refusesNegative(member: Member | undefined): boolean {
  return member?.element.kind === 'checked' && member.element.info === 'int32_le';
}

/** Whether the single reader can multiply it to slightly more than 2^32, so that the product wraps to a small int. */
function wraps({ readers, multiply, bits }: Counter, member: Member | undefined): boolean {
  const type = typeOf(member);
  return readers === 1 && multiply > 2 && !bits && (type === 'int32' || type === 'uint32' || type === 'uint64');
}

function typeOf(member: Member | undefined): string {
  return (member === undefined ? null : numberType(member.element)) ?? 'int32';
}

/** Values around the limits of the types in which a count is read, if they are cheap (see long.ts). */
const edges: Readonly<Record<CountType, readonly number[]>> = {
  uint8: [127, 128, 255],
  uint16: [255, 256],
  int32: [255, 256],
  uint32: [255, 256],
  uint64: [255, 256],
};

function oneOf(draw: Draw, values: readonly number[]): number {
  return values[draw.below(values.length)] ?? 0;
}

/** Values around the word sizes of a bitmap; slightly below zero there is no word either. */
const bitCounts: readonly number[] = [-63, -1, 0, 1, 31, 32, 33, 63, 64, 65, 127, 128, 129];

const naturalBitCounts: readonly number[] = bitCounts.filter((bits) => bits >= 0);

function drawBits(draw: Draw, member: Member | undefined, intCounts: boolean): number {
  const pick = draw.below(100);
  if (pick >= 70) return pick < 99 ? draw.between(1, 200) : draw.between(201, 1100);
  const bits = oneOf(draw, intCounts && !refusesNegative(member) ? bitCounts : naturalBitCounts);
  return typeOf(member) === 'uint32' ? bits >>> 0 : bits;
}

const byteFlags: readonly number[] = [0, 0, 1, 1, 2, 255, 128];
const signedFlags: readonly number[] = [0, 0, 1, 1, 2, -1, -128];

/** A boolean: any nonzero value is true. */
function drawFlag(draw: Draw, member: Member | undefined): number {
  const type = typeOf(member);
  if (type === 'bool') return draw.below(2);
  return oneOf(draw, type === 'int8' ? signedFlags : byteFlags);
}
