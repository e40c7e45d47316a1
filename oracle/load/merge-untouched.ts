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
 * the load touched nothing. The two are of one shape and one destination.
 */
export function mergeUntouched(
  before: StructValue,
  after: StructValue,
  shape: StructShape,
  how: Merging = ALL_WHOLE,
): StructValue {
  const { members, subsections } = shape;
  return after.map((value, i) => {
    const old = before[i] ?? null;
    if (value === UNTOUCHED) return old;
    const member = members[i];
    if (member !== undefined) return settleMember(how, member, old, value);
    const struct = subsections?.[i - members.length]?.struct ?? null;
    return settleElement({ how, element: null, struct }, old, value);
  });
}

/** What else is known of the two. */
export interface Merging {
  /** How long the vbuffers of `after` are; one that is not among them is whole. */
  readonly lengths: Lengths;
  /** Both are of one load: unknown bytes of a byte array stay unknown. Otherwise they become zeros. */
  readonly isOneLoad?: true | undefined;
}

const ALL_WHOLE: Merging = { lengths: new Map() };

/** What all elements of a member have in common. */
interface Settling {
  readonly how: Merging;
  readonly element: Element | null;
  readonly struct: StructShape | null;
}

function settleMember(how: Merging, member: Member, before: Value, after: Value): Value {
  const { element, storage } = member;
  // All of it is new.
  if (storage === 'allocated') return after;
  const settling = { how, element, struct: structOf(element) };
  if (element.kind === 'list') return settleList(before, after);
  if (element.kind === 'tree') return settleTree(before, after);
  if (element.kind === 'bytearray')
    return how.isOneLoad === true ? knownArray(before, after) : wholeArray(before, after);
  if (!isArray(member)) return settleElement(settling, before, after);
  if (!Array.isArray(after)) return after;
  const old = Array.isArray(before) ? before : [];
  return after.map((value, i) => settleElement(settling, old[i] ?? null, value));
}

/** Of a buffer a stream that ended has brought the first bytes only. */
function settleElement({ how, element, struct }: Settling, before: Value, after: Value): Value {
  if (after === UNTOUCHED) return before;
  // Both unknown: stays UNTOUCHED.
  if (before === UNTOUCHED) return after;
  if (struct !== null && Array.isArray(after) && Array.isArray(before))
    return mergeUntouched(before, after, struct, how);
  if (!(after instanceof Uint8Array) || !(before instanceof Uint8Array)) return after;
  const size =
    element?.kind === 'buffer' ? element.size : element?.kind === 'vbuffer' ? how.lengths.get(after) : undefined;
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
  if (before === UNTOUCHED) return after;
  const known = knownArray(before, after);
  if (!Array.isArray(known)) return known;
  const [length, bytes] = known;
  if (typeof length !== 'number' || !(bytes instanceof Uint8Array)) return known;
  const whole = new Uint8Array(length);
  whole.set(bytes);
  return whole;
}

/** The same, without the unknown bytes: `[length, the known ones]` where there are some. */
function knownArray(before: Value, after: Value): Value {
  if (!Array.isArray(after)) return after;
  const [length, bytes] = after;
  if (typeof length !== 'number' || !(bytes instanceof Uint8Array)) return after;
  const old = before instanceof Uint8Array ? before.subarray(0, length) : NO_BYTES;
  const known = new Uint8Array(Math.max(old.length, bytes.length));
  known.set(old);
  known.set(bytes);
  return known.length === length ? known : [length, known];
}

const NO_BYTES = new Uint8Array(0);

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
