import { VMS } from '../vmstate/host/flags.ts';
import { hasMany, isNeeded, isPresent, type Value } from '../vmstate/model/model.ts';
import { TIMER, TREE } from './codes.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

/**
 * The `.size` of every field that holds structs (struct, list, tmp, tree) or
 * timers and that a save visits, in the order of its walk: what the oracle
 * cannot know, because their host size is the layout's. Behind slots it is no
 * struct's size.
 */
export function visitedStructSizes(plan: StructPlan, values: readonly Value[], sizes: number[] = []): number[] {
  const { shape, version, members, subsections, description } = plan;
  const { fields } = description;
  let described = 0;
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    if (planned?.member.migrated !== true) continue;
    const field = fields[described++];
    if ((planned.struct === null && planned.code !== TIMER) || field === undefined || !planned.carried) continue;
    if (planned.member.test !== undefined && !isPresent(planned.member, version, values)) continue;
    if ((field.flags & VMS.ARRAY_OF_POINTER) === 0) sizes.push(field.size);
    visitInner(planned, values[i], sizes);
  }
  for (let k = 0; k < subsections.length; k++) {
    const subsection = shape.subsections?.[k];
    const inner = subsections[k];
    const value = values[members.length + k];
    if (subsection === undefined || inner === undefined || !isNeeded(subsection, values)) continue;
    if (Array.isArray(value)) visitedStructSizes(inner, value, sizes);
  }
  return sizes;
}

function visitInner({ struct, key, code, member }: MemberPlan, value: Value | undefined, sizes: number[]): void {
  if (struct === null || !Array.isArray(value)) return;
  if (!hasMany(member)) {
    visitedStructSizes(struct, value, sizes);
    return;
  }
  for (const inner of value) {
    if (!Array.isArray(inner)) continue;
    if (code !== TREE) visitedStructSizes(struct, inner, sizes);
    else {
      const [first, second] = inner;
      if (key !== null && Array.isArray(first)) visitedStructSizes(key, first, sizes);
      if (Array.isArray(second)) visitedStructSizes(struct, second, sizes);
    }
  }
}
