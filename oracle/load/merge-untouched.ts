import {
  halfOf,
  isArray,
  structOf,
  UNTOUCHED,
  type Member,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';

/**
 * What a struct holds after a load: `after` with what `before` held wherever
 * the load touched nothing. The two are of one shape and one destination.
 */
export function mergeUntouched(before: StructValue, after: StructValue, shape: StructShape): StructValue {
  const { members, subsections } = shape;
  return after.map((value, i) => {
    const old = before[i] ?? null;
    if (value === UNTOUCHED) return old;
    const member = members[i];
    if (member !== undefined) return settleMember(member, sizeIn(member, i, before, after), old, value);
    return settleElement(null, subsections?.[i - members.length]?.struct ?? null, old, value);
  });
}

/** The bytes of the buffer `index` when the load came to it; null for what is none, and for one that is known to be whole. */
function sizeIn({ element }: Member, index: number, before: StructValue, after: StructValue): number | null {
  if (element.kind === 'buffer') return element.size;
  if (element.kind !== 'vbuffer') return null;
  const held = after[element.sizedBy];
  // Its length was loaded later: the stream did not end before.
  if (element.sizedBy > index && held !== UNTOUCHED) return null;
  const length = held === UNTOUCHED ? before[element.sizedBy] : held;
  if (typeof length !== 'number' && typeof length !== 'bigint') return null;
  const { half } = element;
  const read = typeof length === 'bigint' && half !== undefined ? halfOf(length, half) : Number(length);
  return Math.imul(read, element.multiply ?? 1);
}

function settleMember(member: Member, size: number | null, before: Value, after: Value): Value {
  const { element, storage } = member;
  // All of it is new.
  if (storage === 'allocated') return after;
  const struct = structOf(element);
  if (element.kind === 'list') return settleList(before, after);
  if (element.kind === 'tree') return settleTree(before, after);
  if (element.kind === 'bytearray') return wholeArray(before, after);
  if (!isArray(member)) return settleElement(size, struct, before, after);
  if (!Array.isArray(after)) return after;
  const old = Array.isArray(before) ? before : [];
  return after.map((value, i) => settleElement(size, struct, old[i] ?? null, value));
}

/** `size`: that of a buffer, of which a stream that ended has brought the first bytes only. */
function settleElement(size: number | null, struct: StructShape | null, before: Value, after: Value): Value {
  if (after === UNTOUCHED) return before;
  // Both unknown: stays UNTOUCHED.
  if (before === UNTOUCHED) return after;
  if (struct !== null && Array.isArray(after) && Array.isArray(before)) return mergeUntouched(before, after, struct);
  if (size === null || !(after instanceof Uint8Array) || !(before instanceof Uint8Array) || after.length >= size)
    return after;
  const whole = before.slice(0, size);
  whole.set(after);
  return whole;
}

/**
 * The bytes of a byte array after a load. Those that did not come are as they
 * were before; bytes beyond those are unknown, and zero here.
 */
export function wholeArray(before: Value, after: Value): Value {
  if (!Array.isArray(after) || before === UNTOUCHED) return after;
  const [length, bytes] = after;
  if (typeof length !== 'number' || !(bytes instanceof Uint8Array)) return after;
  const whole = new Uint8Array(length);
  if (before instanceof Uint8Array) whole.set(before.subarray(0, length));
  whole.set(bytes);
  return whole;
}

/** New elements of a list stand behind the old ones or before them; the old ones are as they were. */
function settleList(before: Value, after: Value): Value {
  if (!Array.isArray(after) || before === UNTOUCHED) return after;
  const old = Array.isArray(before) ? before : [];
  const first = after.indexOf(UNTOUCHED);
  return after.map((element, i) => (element === UNTOUCHED ? (old[i - first] ?? null) : element));
}

/** Nodes of a tree that were there come in their old order, between new ones; some have a new value. */
function settleTree(before: Value, after: Value): Value {
  if (!Array.isArray(after) || before === UNTOUCHED) return after;
  const old = Array.isArray(before) ? before : [];
  let next = 0;
  return after.map((node): Value => {
    if (node === UNTOUCHED) return old[next++] ?? null;
    if (!Array.isArray(node) || node[0] !== UNTOUCHED) return node;
    const there = old[next++] ?? null;
    return [Array.isArray(there) ? (there[0] ?? null) : UNTOUCHED, node[1] ?? null];
  });
}
