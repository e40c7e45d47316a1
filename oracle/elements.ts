import type { Member, StructValue, Value } from '../vmstate/model/model.ts';
import { countOf } from './count.ts';
import { arrayProblem, slotsProblem } from './slots.ts';
import { fail, type Frame, type Walk } from './walk.ts';

/**
 * The values of the elements of member `index`, in order: none for a validation, one for a
 * field that is no array. Throws OracleFault for values that contradict the shape.
 */
export function fieldElements(walk: Walk, frame: Frame, member: Member, index: number): readonly Value[] {
  const { values, depth } = frame;
  if (member.element.kind === 'validate') return [];
  const problem = member.slots === 'none' ? undefined : slotsProblem(member, walk.traits);
  if (problem !== undefined) fail(walk, depth, problem);
  const value = values[index] ?? null;
  if (member.count.kind === 'one') return [value];
  const unfit = arrayProblem(member);
  if (unfit !== undefined) fail(walk, depth, unfit);
  const n = countOf(walk, frame, member) ?? fail(walk, depth, 'its count is unspecified');
  if (!Array.isArray(value) || value.length !== Math.max(0, n))
    fail(walk, depth, `its value is no array of ${n} elements`);
  return value;
}

/** The values of a struct, of a temporary object, or of one element of a list; throws OracleFault where there are none. */
export function structValues(walk: Walk, depth: number, value: Value | undefined): StructValue {
  return Array.isArray(value) ? value : fail(walk, depth, 'a struct without values');
}

/** The nodes of a tree, none behind a NULL pointer; throws OracleFault where there is neither. */
export function treeValues(walk: Walk, depth: number, value: Value): readonly Value[] {
  return value === null ? [] : listValues(walk, depth, value);
}

/** The elements of a list; throws OracleFault where there is no list. */
export function listValues(walk: Walk, depth: number, value: Value): readonly Value[] {
  return Array.isArray(value) ? value : fail(walk, depth, 'a list whose value is no array');
}
