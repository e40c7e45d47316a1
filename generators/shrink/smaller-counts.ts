import {
  copiesIn,
  halfOf,
  type Element,
  type Half,
  type Member,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';
import { countersOf } from '../counters.ts';
import { bufferLength, elementCount } from '../../vmstate/model/counts.ts';
import { withoutBitsFrom } from './bits.ts';
import type { Edit } from './edit.ts';

export const sizes = [0, 1, 2, 4] as const;

/** Smaller values of a member that siblings read; its readers are truncated to match. */
export function* smallerCounts(shape: StructShape, by: number): Generator<Edit> {
  const counter = countersOf(shape)?.[by];
  for (const limit of sizes) {
    // A save would abort if it were 0 (VMS_MUST_EXIST).
    if (limit === 0 && counter?.holds === true) continue;
    yield {
      shape,
      values: (old) => {
        const half = counter?.half ?? null;
        const held = heldBy(old[by] ?? null, half);
        // A negative count means no elements, or a few if the product wraps; a smaller count must not mean more. As a test it is true.
        const least = counter?.counts === true || counter?.bits === true ? 0 : limit;
        const smaller =
          (held | 0) < 0 || held * (counter?.multiply ?? 1) > 0x7fffffff
            ? Math.max(least, counter?.holds === true ? 1 : 0)
            : Math.min(held, limit);
        const values = old.map((v, i) => (i === by ? alone(smaller, half, v) : v));
        return values.map((value, i) => cut(shape.members[i], value, values));
      },
    };
  }
}

/** The value that readers of a half see. */
function heldBy(value: Value, half: Half | null): number {
  return half !== null && typeof value === 'bigint' ? halfOf(value, half) : Number(value);
}

/** A number with nothing in its other half; otherwise of the kind that was there. */
function alone(held: number, half: Half | null, old: Value): Value {
  if (half === null) return typeof old === 'bigint' ? BigInt(held) : held;
  return half === 'low' ? BigInt(held) : BigInt(held) << 32n;
}

/** Truncates a value to the count and size given by the new values of its struct. */
function cut(member: Member | undefined, value: Value, values: StructValue): Value {
  if (member === undefined) return value;
  if (member.element.kind === 'tmp') return cutObject(member.element, value, values);
  if (member.count.kind === 'one') return cutBytes(member, value, values);
  if (!Array.isArray(value)) return value;
  return value.slice(0, elementCount(member, values)).map((v) => cutBytes(member, v, values));
}

/** What an object counts by copies of its parent's members. */
function cutObject(element: Extract<Element, { kind: 'tmp' }>, value: Value, values: StructValue): Value {
  const copies = copiesIn(element);
  if (copies.length === 0 || !Array.isArray(value)) return value;
  const own = value.slice();
  for (const copy of copies) own[copy.own] = values[copy.parent] ?? null;
  return own.map((each, i) => cut(element.struct.members[i], each, own));
}

function cutBytes({ element }: Member, value: Value, values: StructValue): Value {
  if (!(value instanceof Uint8Array)) return value;
  const shorter =
    element.kind === 'vbuffer' || element.kind === 'bitmap' ? value.slice(0, bufferLength(element, values)) : value;
  return element.kind === 'bitmap' ? withoutBitsFrom(shorter, Number(values[element.sizedBy]) | 0, 4) : shorter;
}
