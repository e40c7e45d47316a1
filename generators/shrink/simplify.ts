import { isCarried, type Element, type Member, type StructShape, type StructValue, type Value } from '../../vmstate/model.ts';
import { bufferLength, elementCount } from '../values.ts';
import { eachElement, reads, replaceMember, type Edit } from './edit.ts';

/** Plainer versions of single members, without changing how many there are. */
export function* simplifications(shape: StructShape): Generator<Edit> {
  yield plainVersions(shape);
  for (let i = 0; i < shape.members.length; i++) {
    const member = shape.members[i];
    if (member === undefined) continue;
    if (shape.members.some((reader) => reads(reader, i))) yield* smallerCounts(shape, i);
    else yield* plainerMember(shape, i, member);
  }
}

/** Version 0 throughout; what was not carried is not carried then either. */
function plainVersions(shape: StructShape): Edit {
  const members = shape.members.map((member) => ({ ...member, version: member.version <= shape.version ? 0 : 1 }));
  return { shape: { ...shape, version: 0, minimumVersion: 0, members }, values: (old) => old };
}

const sizes = [0, 1, 2, 4] as const;

/** Smaller values of a count; what it counts is cut to fit. */
function* smallerCounts(shape: StructShape, counter: number): Generator<Edit> {
  for (const limit of sizes) {
    yield {
      shape,
      values: (old) => {
        const held = Number(old[counter]);
        // What reads as less than nothing counts no elements; no smaller count may make it some.
        const smaller = (held | 0) < 0 ? 0 : Math.min(held, limit);
        const values = old.map((v, i) => (i === counter ? smaller : v));
        return values.map((value, i) => cut(shape.members[i], value, values));
      },
    };
  }
}

/** Cuts a value to the count and size that its struct's values now say. */
function cut(member: Member | undefined, value: Value, values: StructValue): Value {
  if (member === undefined) return value;
  const { count, element } = member;
  const shorten = (v: Value): Value => (v instanceof Uint8Array && element.kind === 'vbuffer' ? v.slice(0, bufferLength(element, values)) : v);
  if (count.kind === 'one') return shorten(value);
  return Array.isArray(value) ? value.slice(0, elementCount(member, values)).map(shorten) : value;
}

function* plainerMember(shape: StructShape, i: number, member: Member): Generator<Edit> {
  const same = (value: Value): Value => value;
  const { element, count } = member;
  if (count.kind === 'fixed') {
    for (const n of sizes) {
      if (n < count.n) yield replaceMember(shape, i, { ...member, count: { kind: 'fixed', n } }, (v) => (Array.isArray(v) ? v.slice(0, n) : v));
    }
  }
  // An empty array of sized buffers has no element to keep, and none can be made here.
  if (count.kind !== 'one' && member.slots === 'none' && element.kind !== 'vbuffer') {
    const first = (v: Value): Value => (Array.isArray(v) && v.length > 0 ? (v[0] ?? null) : plainValue(element));
    yield replaceMember(shape, i, { ...member, count: { kind: 'one' } }, first);
  }
  if (member.slots !== 'none') {
    const filled = (v: Value): Value => (Array.isArray(v) ? v.map((e) => e ?? plainValue(element)) : v);
    yield replaceMember(shape, i, { ...member, slots: 'none' }, filled);
    if (member.slots === 'nullable') yield replaceMember(shape, i, member, filled);
    yield replaceMember(shape, i, member, (v) => (Array.isArray(v) ? v.map(() => null) : v));
  }
  if (member.storage !== 'embedded') yield replaceMember(shape, i, { ...member, storage: 'embedded' }, same);
  yield* plainerElement(shape, i, member);
  if (member.version !== 0 && isCarried(member, shape.version)) yield replaceMember(shape, i, { ...member, version: 0 }, same);
}

function* plainerElement(shape: StructShape, i: number, member: Member): Generator<Edit> {
  const { element } = member;
  switch (element.kind) {
    case 'scalar':
      yield replaceMember(shape, i, { ...member, element: { kind: 'scalar', type: 'uint8' } }, eachElement(member, () => 1));
      yield replaceMember(shape, i, member, eachElement(member, () => plainValue(element)));
      yield replaceMember(shape, i, member, eachElement(member, (v) => (typeof v === 'bigint' ? 1n : 1)));
      return;
    case 'buffer':
      for (const size of sizes) {
        if (size >= element.size) continue;
        const shorter = eachElement(member, (v) => (v instanceof Uint8Array ? v.slice(0, size) : v));
        yield replaceMember(shape, i, { ...member, element: { kind: 'buffer', size } }, shorter);
      }
      yield zeroBytes(shape, i, member);
      return;
    case 'vbuffer':
      yield zeroBytes(shape, i, member);
      return;
    case 'unused':
      for (const size of sizes) {
        if (size < element.size) yield replaceMember(shape, i, { ...member, element: { kind: 'unused', size } }, (v) => v);
      }
      return;
    case 'struct':
      return;
  }
}

function zeroBytes(shape: StructShape, i: number, member: Member): Edit {
  return replaceMember(shape, i, member, eachElement(member, (v) => (v instanceof Uint8Array ? new Uint8Array(v.length) : v)));
}

/** The plainest value of an element. */
function plainValue(element: Element): Value {
  switch (element.kind) {
    case 'scalar':
      return element.type === 'int64' || element.type === 'uint64' ? 0n : 0;
    case 'buffer':
      return new Uint8Array(element.size);
    case 'vbuffer':
      return new Uint8Array(0);
    case 'unused':
      return null;
    case 'struct':
      return plainStruct(element.struct);
  }
}

function plainStruct(shape: StructShape): StructValue {
  return shape.members.map((member) => {
    const { count } = member;
    if (count.kind === 'one') return plainValue(member.element);
    return count.kind === 'fixed' ? Array.from({ length: count.n }, () => plainValue(member.element)) : [];
  });
}
