import type { Value } from '../vmstate/model/model.ts';
import { bitmapBytes } from './bitmap.ts';
import type { MemberPlan } from './plan.ts';
import type { Store } from './store-walk.ts';

/**
 * Size of one element of a member whose length is in a sibling. In a source it is what the sibling
 * says; after a load what it said when the load came to the member, for it can have changed since.
 */
export function varyingSize(store: Store, { member }: MemberPlan, value: Value, values: readonly Value[]): number {
  const { memory, mode, lengths } = store;
  const { element } = member;
  const bytes = bytesOf(value);
  if (element.kind !== 'bitmap') return Math.max(0, lengths.get(bytes) ?? bytes.length);
  const bits = mode === 'load' ? lengths.get(bytes) : Number(values[element.sizedBy]) | 0;
  return bitmapBytes(memory, bits ?? 8 * bytes.length);
}

/** The bytes of a buffer, or of the first of an array; the others are as long. */
function bytesOf(value: Value): Uint8Array {
  const first = Array.isArray(value) ? value[0] : value;
  return first instanceof Uint8Array ? first : NO_BYTES;
}

const NO_BYTES = new Uint8Array(0);
