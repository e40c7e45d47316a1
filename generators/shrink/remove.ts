import type { Member, StructShape } from '../../vmstate/model/model.ts';
import { countsBy, renumbered } from '../references.ts';
import type { Edit } from './edit.ts';

/**
 * Leaves out members, large stretches first. A member that reads a
 * removed count goes, too; a test that reads a removed sibling goes alone.
 */
export function* removals(shape: StructShape): Generator<Edit> {
  yield* fewerSubsections(shape);
  const n = shape.members.length;
  for (let stretch = n >> 1; stretch >= 1; stretch >>= 1) {
    for (let start = 0; start < n; start += stretch) yield without(shape, start, start + stretch);
  }
}

function without(shape: StructShape, start: number, end: number): Edit {
  const gone = shape.members.map((_, i) => i >= start && i < end);
  // A reader of a removed count goes too; nothing counts by a reader, so one pass suffices.
  shape.members.forEach((member, i) => {
    if (gone.some((dropped, by) => dropped && (countsBy(member, by) || isValidateBy(member, by)))) gone[i] = true;
  });
  const places: number[] = [];
  let place = 0;
  for (const dropped of gone) places.push(dropped ? -1 : place++);
  const { members, subsections } = renumbered(shape, places);
  return {
    shape: { ...shape, members: members.filter((_, i) => gone[i] !== true), subsections },
    values: (old) => old.filter((_, i) => gone[i] !== true),
  };
}

/** A validation is nothing without its test. */
function isValidateBy({ element, test }: Member, by: number): boolean {
  return element.kind === 'validate' && test?.kind === 'sibling' && test.by === by;
}

/** All subsections gone, then each one. */
function* fewerSubsections(shape: StructShape): Generator<Edit> {
  const { members, subsections = [] } = shape;
  if (subsections.length === 0) return;
  yield { shape: { ...shape, subsections: undefined }, values: (old) => old.slice(0, members.length) };
  if (subsections.length === 1) return;
  for (let k = 0; k < subsections.length; k++) {
    yield {
      shape: { ...shape, subsections: subsections.filter((_, j) => j !== k) },
      values: (old) => old.filter((_, j) => j !== members.length + k),
    };
  }
}
