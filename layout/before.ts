import { VMS } from '../vmstate/host/flags.ts';
import type { StructValue, Value } from '../vmstate/model/model.ts';
import { BYTE_ARRAY, isContainer, isList, TREE } from './codes.ts';
import { lengthBefore } from './containers.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

/**
 * What the destination of a load must hold beforehand, by the contract: the
 * source's array lengths and NULL slots, and its counts where the load reads
 * them before it loads them, the siblings of its tests likewise, and the
 * integers that the load checks. AUTO_ALLOC slots are all NULL, lists and trees
 * are empty, byte arrays have lengths of their own, and what a load allocates is not there: null, or no elements; that
 * holds wherever a test or `needed` may say that a field is sent, whatever it
 * says now. An array of no elements behind a NULL pointer (`empty` lists them)
 * is null. Any other value of the result is the source's only by name; the
 * memory itself holds noise there.
 */
export function valuesBefore(plan: StructPlan, source: StructValue, empty: readonly Value[]): StructValue {
  if (!plan.allocates && empty.length === 0) return source;
  const { members, subsections } = plan;
  const values: StructValue = [];
  for (let i = 0; i < members.length; i++) {
    const planned = members[i];
    const value = source[i] ?? null;
    values.push(
      planned !== undefined && (planned.carried || isList(planned.code) || isContainer(planned.code))
        ? memberBefore(planned, value, empty)
        : value,
    );
  }
  for (let k = 0; k < subsections.length; k++) {
    const subsection = subsections[k];
    const value = source[members.length + k] ?? null;
    values.push(subsection !== undefined && Array.isArray(value) ? valuesBefore(subsection, value, empty) : value);
  }
  return values;
}

function memberBefore({ flags, single, struct, code }: MemberPlan, source: Value, empty: readonly Value[]): Value {
  if ((flags & VMS.ALLOC) !== 0) return single ? null : [];
  if (isList(code) || code === TREE) return [];
  if (code === BYTE_ARRAY && source instanceof Uint8Array) return resized(source);
  if (!Array.isArray(source)) return source;
  if (source.length === 0) return empty.includes(source) ? null : source;
  if ((flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0) return new Array<Value>(source.length).fill(null);
  if (struct === null || (!struct.allocates && empty.length === 0)) return source;
  if (single) return valuesBefore(struct, source, empty);
  const elements: Value[] = [];
  for (const value of source) elements.push(Array.isArray(value) ? valuesBefore(struct, value, empty) : value);
  return elements;
}

/** Another array's bytes, by name only: what counts is how many there are. */
function resized(source: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(lengthBefore(source));
  bytes.set(source.subarray(0, bytes.length));
  return bytes;
}
