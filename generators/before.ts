import { VMS } from '../vmstate/flags.ts';
import type { StructValue, Value } from '../vmstate/model.ts';
import type { MemberPlan, StructPlan } from './layout/plan.ts';

/**
 * What the destination of a load must hold beforehand, by the contract: the
 * source's array lengths and NULL slots, and its counts where the load reads
 * them before it loads them. AUTO_ALLOC slots are all NULL, and what a load
 * allocates is not there: null, or no elements. An array of no elements behind
 * a NULL pointer (`empty` lists them) is null. Any other value of the result
 * is the source's only by name; the memory itself holds noise there.
 */
export function valuesBefore(plan: StructPlan, source: StructValue, empty: readonly Value[]): StructValue {
  if (!plan.allocates && empty.length === 0) return source;
  const { members } = plan;
  const values: StructValue = [];
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    const value = source[i] ?? null;
    values.push(planned?.carried === true ? memberBefore(planned, value, empty) : value);
  }
  return values;
}

function memberBefore({ flags, single, struct }: MemberPlan, source: Value, empty: readonly Value[]): Value {
  if ((flags & VMS.ALLOC) !== 0) return single ? null : [];
  if (!Array.isArray(source)) return source;
  if (source.length === 0) return empty.includes(source) ? null : source;
  if ((flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0) return new Array<Value>(source.length).fill(null);
  if (struct === null || (!struct.allocates && empty.length === 0)) return source;
  if (single) return valuesBefore(struct, source, empty);
  const elements: Value[] = [];
  for (const value of source) elements.push(Array.isArray(value) ? valuesBefore(struct, value, empty) : value);
  return elements;
}
