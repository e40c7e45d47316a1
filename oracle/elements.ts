import type { DialectTraits } from '../vmstate/dialect.ts';
import type { Member, StructShape, StructValue, Value } from '../vmstate/model/model.ts';
import { countOf } from './count.ts';
import { OracleFault } from './fault.ts';
import { pathAt, type Trail } from './path.ts';
import { arrayProblem, slotsProblem } from './slots.ts';

/** Where in a walk a member is looked at: `depth` is its own level of the trail. */
export interface Place {
  readonly traits: DialectTraits;
  readonly trail: Trail;
  readonly depth: number;
}

/**
 * The values of a field's elements, in order: none for a validation, one for a
 * field that is no array. Throws OracleFault for values that contradict the shape.
 */
export function elementsOf(
  { traits, trail, depth }: Place,
  shape: StructShape,
  member: Member,
  values: readonly Value[],
  index: number,
): readonly Value[] {
  if (member.element.kind === 'validate') return [];
  const problem = member.slots === 'none' ? undefined : slotsProblem(member, traits);
  if (problem !== undefined) throw new OracleFault(pathAt(trail, depth), problem);
  const value = values[index] ?? null;
  if (member.count.kind === 'one') return [value];
  const unfit = arrayProblem(member);
  if (unfit !== undefined) throw new OracleFault(pathAt(trail, depth), unfit);
  const n = countOf(shape, member, values, traits, trail, depth);
  if (n === undefined) throw new OracleFault(pathAt(trail, depth), 'its count is unspecified');
  if (!Array.isArray(value) || value.length !== Math.max(0, n)) {
    throw new OracleFault(pathAt(trail, depth), `its value is no array of ${n} elements`);
  }
  return value;
}

/** The values of a struct, of a temporary object, or of one element of a list; throws OracleFault where there are none. */
export function structValues({ trail, depth }: Place, value: Value | undefined): StructValue {
  if (!Array.isArray(value)) throw new OracleFault(pathAt(trail, depth), 'a struct without values');
  return value;
}

/** The elements of a list; throws OracleFault where there is no list. */
export function listValues({ trail, depth }: Place, value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new OracleFault(pathAt(trail, depth), 'a list whose value is no array');
  return value;
}
