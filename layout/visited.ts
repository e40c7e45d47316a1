import { VMS } from '../vmstate/host/flags.ts';
import { hasMany, isNeeded, isPresent, type Value } from '../vmstate/model/model.ts';
import { BYTES, TIMER, TREE, UNUSED } from './codes.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

/** The size of the field does not depend on the host, and the oracle computes it. */
export const NOT_OF_HOST = -1;

/**
 * For every field that a save visits, in order, the `.size` that the layout decides and the
 * oracle cannot know: that of structs (struct, list, tmp, tree), timers and integers, whose
 * elements may be further apart than their width. NOT_OF_HOST for all others and for
 * fields with slots.
 */
export function visitedSizes(plan: StructPlan, values: readonly Value[], sizes: number[] = []): number[] {
  const { shape, version, members, subsections, description } = plan;
  const { fields } = description;
  let described = 0;
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    if (planned?.member.migrated !== true) continue;
    const field = fields[described++];
    if (field === undefined || !planned.carried) continue;
    if (planned.member.test !== undefined && !isPresent(planned.member, version, values)) continue;
    sizes.push(isOfHost(planned) ? field.size : NOT_OF_HOST);
    visitInner(planned, values[i], sizes);
  }
  for (let k = 0; k < subsections.length; k++) {
    const subsection = shape.subsections?.[k];
    const inner = subsections[k];
    const value = values[members.length + k];
    if (subsection === undefined || inner === undefined || !isNeeded(subsection, values)) continue;
    if (Array.isArray(value)) visitedSizes(inner, value, sizes);
  }
  return sizes;
}

function isOfHost({ struct, code, flags }: MemberPlan): boolean {
  const isInteger = code !== UNUSED && code < BYTES;
  return (struct !== null || code === TIMER || isInteger) && (flags & VMS.ARRAY_OF_POINTER) === 0;
}

function visitInner({ struct, key, code, member }: MemberPlan, value: Value | undefined, sizes: number[]): void {
  if (struct === null || !Array.isArray(value)) return;
  if (!hasMany(member)) {
    visitedSizes(struct, value, sizes);
    return;
  }
  for (const inner of value) {
    if (!Array.isArray(inner)) continue;
    if (code !== TREE) visitedSizes(struct, inner, sizes);
    else {
      const [first, second] = inner;
      if (key !== null && Array.isArray(first)) visitedSizes(key, first, sizes);
      if (Array.isArray(second)) visitedSizes(struct, second, sizes);
    }
  }
}
