import type { Element, Member, Model, Storage, Value } from '../vmstate/model/model.ts';
import type { Draw } from '../random/draw.ts';
import { counterName, memberName } from './names.ts';
import type { Palette } from './shape.ts';
import { elementOf } from './shape/scalars.ts';
import { bufferElement, countedBy, newMember, vbufferElement } from './uniform.ts';
import { drawBytes } from '../random/scalar-values.ts';

/*
 * Counts above 16 bits, and buffers as long as that of QEMUFile. Each such case costs as
 * much as a hundred others, so they are not left to random draws: a campaign schedules
 * one of each (campaign/case-of-run.ts).
 */

/** The member that is very long: a count type, or a buffer size. */
export type Long = (typeof longs)[number];

export const longs = ['uint16', 'int32', 'uint32', 'vbuffer', 32767, 32768, 32769] as const;

/** The model with an additional very long member; unchanged if the palette lacks the features for it. */
export function withLong(draw: Draw, { shape, values }: Model, long: Long, palette: Palette): Model {
  const { members } = shape;
  const added = drawLong(draw, members.length, long, palette);
  return {
    shape: { ...shape, members: [...members, ...added.map(({ member }) => member)] },
    values: values.toSpliced(members.length, 0, ...added.map(({ value }) => value)),
  };
}

interface Added {
  readonly member: Member;
  readonly value: Value;
}

/** `i` is the index of the first added member. */
function drawLong(draw: Draw, i: number, long: Long, palette: Palette): readonly Added[] {
  const storage = drawStorage(draw, palette);
  switch (long) {
    case 'uint16':
    case 'int32':
    case 'uint32': {
      const byte = palette.bytes[draw.below(palette.bytes.length)];
      if (byte === undefined || !palette.countTypes.includes(long)) return [];
      const n = long === 'uint16' ? 65535 : draw.between(65536, 65537);
      const array = newMember({
        name: memberName(i + 1),
        element: elementOf(byte),
        count: countedBy(i, long, null),
        storage,
      });
      return [counter(i, elementOf(long), n), { member: array, value: bits(draw, n) }];
    }
    case 'vbuffer': {
      if (!palette.vbuffer) return [];
      const n = draw.between(65536, 65537);
      return [
        counter(i, elementOf('int32'), n),
        { member: single(i + 1, vbufferElement(i, null), storage), value: drawBytes(draw, n) },
      ];
    }
    case 32767:
    case 32768:
    case 32769:
      return palette.buffer ? [{ member: single(i, bufferElement(long), storage), value: drawBytes(draw, long) }] : [];
  }
}

function drawStorage(draw: Draw, { pointer, allocated }: Palette): Storage {
  const pick = draw.below(3);
  return pick === 1 && pointer ? 'pointer' : pick === 2 && allocated ? 'allocated' : 'embedded';
}

function counter(i: number, element: Element, n: number): Added {
  return {
    member: newMember({ name: counterName(i, true), element }),
    value: n,
  };
}

function single(i: number, element: Element, storage: Storage): Member {
  return newMember({ name: memberName(i), element, storage });
}

/** Types that accept any byte, bools included. */
function bits(draw: Draw, n: number): Value[] {
  const all: Value[] = [];
  for (let word = 0; all.length < n; word >>>= 1) {
    if (all.length % 32 === 0) word = draw.bits();
    all.push(word & 1);
  }
  return all;
}
