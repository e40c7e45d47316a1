import { VMS } from '../vmstate/host/flags.ts';
import type { Value } from '../vmstate/model/model.ts';
import { bitmapBytes } from './bitmap.ts';
import type { MemberPlan, StructPlan } from './plan.ts';
import type { Store } from './store-walk.ts';

/** An instance of a struct: `at` is the arena index of its first byte. */
interface Instance {
  readonly plan: StructPlan;
  readonly values: readonly Value[];
  readonly at: number;
}

/**
 * Size of one element of a member whose length is in a sibling. For a source all values are
 * known. For a load the sibling is read from memory, because the load may have skipped or
 * only partly read it.
 */
export function varyingSize(store: Store, planned: MemberPlan, value: Value, { plan, values, at }: Instance): number {
  const { element } = planned.member;
  const load = store.mode === 'load';
  if (element.kind === 'bitmap')
    return bitmapBytes(
      store.memory,
      load ? heldBy(store, plan, element.sizedBy, at) : Number(values[element.sizedBy]) | 0,
    );
  if (element.kind !== 'vbuffer' || !load || (planned.flags & VMS.ALLOC) === 0) return bytesOf(value);
  if (element.half === undefined)
    return Math.max(0, Math.imul(heldBy(store, plan, element.sizedBy, at), element.multiply ?? 1));
  return Math.max(0, Math.imul(halfHeldBy(store, plan, element.sizedBy, at), element.multiply ?? 1));
}

/** The length of a buffer, or of each buffer of an array; the count of a destination may not be loaded yet. */
function bytesOf(value: Value): number {
  const first = Array.isArray(value) ? value[0] : value;
  return first instanceof Uint8Array ? first.length : 0;
}

/** As wide as the member is: of four bytes a signed one, which makes no difference where a size is not below zero. */
function heldBy({ memory }: Store, { members }: StructPlan, by: number, at: number): number {
  const sibling = members[by];
  const place = at + (sibling?.offset ?? 0);
  const little = memory.abi.byteOrder === 'little';
  switch (sibling?.code) {
    case 1:
      return memory.view.getUint8(place);
    case 2:
      return memory.view.getUint16(place, little);
    case 8:
      return Number(memory.view.getBigUint64(place, little));
    default:
      return memory.view.getInt32(place, little);
  }
}

/** Half of 64 bits, which lies at their address. */
function halfHeldBy({ memory }: Store, { members }: StructPlan, by: number, at: number): number {
  return memory.view.getInt32(at + (members[by]?.offset ?? 0), memory.abi.byteOrder === 'little');
}
