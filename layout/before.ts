import { VMS } from '../vmstate/host/flags.ts';
import type { StructValue, Value } from '../vmstate/model/model.ts';
import { BYTE_ARRAY, isContainer, isList, TREE } from './codes.ts';
import { lengthBefore } from './containers.ts';
import type { MemberPlan, StructPlan } from './plan.ts';

/**
 * The values that the destination of a load must have before the load: the array lengths
 * and NULL slots of the source, its counts and the siblings of its tests if the load reads
 * them before it loads them, and the integers that the load checks. AUTO_ALLOC slots are
 * NULL, lists and trees are empty, byte arrays have other lengths, and what the load
 * allocates is absent: null, or no elements. This applies to every field that can be sent,
 * whatever its test or `needed` returns now. An array without elements behind a NULL
 * pointer (listed in `empty`) is null. All other values of the result are placeholders,
 * copied from the source; the memory contains noise there.
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

/** A byte array with another length; only the length matters. */
function resized(source: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(lengthBefore(source));
  bytes.set(source.subarray(0, bytes.length));
  return bytes;
}
