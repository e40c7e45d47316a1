import type { Count, Slots, Storage } from '../../vmstate/model/model.ts';
import { countedBy, fixedCount, oneElement } from '../uniform.ts';
import { counter } from './siblings.ts';
import { drawFixedCount } from './sizes.ts';
import { isOwned, type Home, type Making, type Sketch } from './sketch.ts';

export const ONE: Count = oneElement();

/** Draws a member's count; `pick` is 0 … 99, and from 53 on an array. */
export function drawCount(making: Making, sketch: Sketch, pick: number = making.draw.below(100)): Count {
  const { draw, palette } = making;
  if (pick < 53) return ONE;
  if (pick < 72 || palette.countTypes.length === 0) return palette.array ? fixedCount(drawFixedCount(draw)) : ONE;
  const type = palette.countTypes[draw.below(palette.countTypes.length)] ?? 'int32';
  const multiply = palette.multiplyElements && draw.chance(50) ? draw.between(1, 4) : null;
  return countedBy(counter(making, sketch, type), type, multiply);
}

export function drawSlots({ draw, palette }: Making, count: Count, home: Home): Slots {
  // Since 11.1 QEMU's own check asserts that an array of pointers has an array flag.
  if (count.kind === 'one') return palette.singleSlots && home === 'owned' && draw.chance(4) ? 'nullable' : 'none';
  const pick = draw.below(100);
  // Uninitialized slots cannot be loaded; zeroed ones only if a load requires NULL.
  if (pick < (palette.autoAlloc ? 19 : 34) && palette.nullable && isOwned(home)) return 'nullable';
  if (pick < 38 && palette.autoAlloc && (home === 'owned' || home === 'zeroed')) return 'allocated';
  return 'none';
}

/** `embedded` is the percentage of members stored inside their struct. */
export function drawStorage({ draw, palette }: Making, slots: Slots, home: Home, embedded = 62): Storage {
  const pick = draw.below(100);
  const pointer = palette.pointer && isOwned(home);
  // The slots of a newly allocated array are uninitialized, and a load would follow them.
  if (slots !== 'none') return pointer && pick < 50 ? 'pointer' : 'embedded';
  if (pick < embedded) return 'embedded';
  if (pick < embedded + (100 - embedded) * 0.6 && pointer) return 'pointer';
  return palette.allocated && home !== 'tmp' ? 'allocated' : 'embedded';
}
