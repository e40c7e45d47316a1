import {
  isArray,
  structOf,
  UNTOUCHED,
  type Element,
  type Lengths,
  type Member,
  type StructShape,
  type StructValue,
  type Value,
} from '../../vmstate/model/model.ts';

/**
 * What a struct holds after a load: `after` with what `before` held wherever
 * the load touched nothing. The two are of one shape and one destination;
 * `lengths` are those of `after`: a vbuffer that is not among them is whole.
 */
export function mergeUntouched(
  before: StructValue,
  after: StructValue,
  shape: StructShape,
  lengths: Lengths = NO_LENGTHS,
): StructValue {
  const { members, subsections } = shape;
  return after.map((value, i) => {
    const old = before[i] ?? null;
    if (value === UNTOUCHED) return old;
    const member = members[i];
    if (member !== undefined) return settleMember(lengths, member, old, value);
    const struct = subsections?.[i - members.length]?.struct ?? null;
    return settleElement({ lengths, element: null, struct }, old, value);
  });
}

const NO_LENGTHS: Lengths = new Map();

/** What all elements of a member have in common. */
interface Settling {
  readonly lengths: Lengths;
  readonly element: Element | null;
  readonly struct: StructShape | null;
}

function settleMember(lengths: Lengths, member: Member, before: Value, after: Value): Value {
  const { element, storage } = member;
  // All of it is new.
  if (storage === 'allocated') return after;
  const settling = { lengths, element, struct: structOf(element) };
  if (element.kind === 'list') return settleList(before, after);
  if (element.kind === 'tree') return settleTree(before, after);
  if (element.kind === 'bytearray') return wholeArray(before, after);
  if (!isArray(member)) return settleElement(settling, before, after);
  if (!Array.isArray(after)) return after;
  const old = Array.isArray(before) ? before : [];
  return after.map((value, i) => settleElement(settling, old[i] ?? null, value));
}

/** Of a buffer a stream that ended has brought the first bytes only. */
function settleElement({ lengths, element, struct }: Settling, before: Value, after: Value): Value {
  if (after === UNTOUCHED) return before;
  // Both unknown: stays UNTOUCHED.
  if (before === UNTOUCHED) return after;
  if (struct !== null && Array.isArray(after) && Array.isArray(before))
    return mergeUntouched(before, after, struct, lengths);
  if (!(after instanceof Uint8Array) || !(before instanceof Uint8Array)) return after;
  const size = element?.kind === 'buffer' ? element.size : element?.kind === 'vbuffer' ? lengths.get(after) : undefined;
  if (size === undefined || after.length >= size) return after;
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
