import type { Member, StructShape } from '../../vmstate/model.ts';
import { reads, type Edit } from './edit.ts';

/** Leaves out members, large stretches first; whatever reads a removed count goes with it. */
export function* removals(shape: StructShape): Generator<Edit> {
  const n = shape.members.length;
  for (let stretch = n >> 1; stretch >= 1; stretch >>= 1) {
    for (let start = 0; start < n; start += stretch) yield without(shape, start, start + stretch);
  }
}

function without(shape: StructShape, start: number, end: number): Edit {
  const gone = shape.members.map((_, i) => i >= start && i < end);
  // A reader of a removed count goes too; nothing reads a reader, so one pass is enough.
  shape.members.forEach((member, i) => {
    if (shape.members.some((_, counter) => gone[counter] === true && reads(member, counter))) gone[i] = true;
  });
  const places: number[] = [];
  let place = 0;
  for (const dropped of gone) places.push(dropped ? -1 : place++);
  const members = shape.members.filter((_, i) => gone[i] !== true).map((member) => moved(member, places));
  return { shape: { ...shape, members }, values: (old) => old.filter((_, i) => gone[i] !== true) };
}

/** The member with its references to siblings renumbered. */
function moved(member: Member, places: readonly number[]): Member {
  const { count, element } = member;
  return {
    ...member,
    count: count.kind === 'counted' ? { ...count, by: places[count.by] ?? 0 } : count,
    element: element.kind === 'vbuffer' ? { ...element, sizedBy: places[element.sizedBy] ?? 0 } : element,
  };
}
