import type { Member, StructShape } from '../../vmstate/model/model.ts';
import { countsBy, renumbered } from '../references.ts';
import type { Edit } from './edit.ts';

/**
 * Removes members, large ranges first. Readers of a removed count are removed too; of a
 * reader whose test reads a removed sibling, only the test is removed.
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
  // Readers of a removed count are removed too; no member is counted by a reader, so one pass suffices.
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

/** A validation without its test is removed. */
function isValidateBy({ element, test }: Member, by: number): boolean {
  return element.kind === 'validate' && test?.kind === 'sibling' && test.by === by;
}

/** Removes all subsections, then each one. */
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
