import { checkedType, type InfoResults } from '../../vmstate/info.ts';
import {
  isCarried,
  siblingsRead,
  type Member,
  type StructShape,
  type Tree,
  type Value,
} from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { eachElement, goesBy, replaceMember, same, type Edit } from './edit.ts';
import { asSaved, asStruct } from './hoist.ts';
import { plainValue } from './plain-value.ts';
import { plainerStruct } from './simplify-struct.ts';
import { sizes, smallerCounts } from './smaller-counts.ts';
import { plainVersions } from './versions.ts';

/** Simpler versions of single members, without changing their number. */
export function* simplifications(shape: StructShape): Generator<Edit> {
  yield plainVersions(shape);
  yield* plainerStruct(shape);
  yield* ownNames(shape);
  const read = siblingsRead(shape);
  for (let i = 0; i < shape.members.length; i++) {
    const member = shape.members[i];
    if (member === undefined) continue;
    if (member.copyOf !== undefined) yield replaceMember(shape, i, { ...member, copyOf: undefined }, same);
    else if (read.has(i)) yield* smallerCounts(shape, i);
    else yield* plainerMember(shape, i, member);
    yield* plainerExistence(shape, i, member);
  }
}

/** A name of its own for each member that has that of an earlier one: a path is read as that of the first. */
function* ownNames(shape: StructShape): Generator<Edit> {
  const taken = new Set(shape.members.map(({ name }) => name));
  const seen = new Set<string>();
  for (const [i, member] of shape.members.entries()) {
    if (seen.has(member.name)) {
      let k = 2;
      while (taken.has(`${member.name}${k}`)) k++;
      yield replaceMember(shape, i, { ...member, name: `${member.name}${k}` }, same);
    }
    seen.add(member.name);
  }
}

function* plainerExistence(shape: StructShape, i: number, member: Member): Generator<Edit> {
  const { element, test, mustExist } = member;
  if (test !== undefined && element.kind !== 'validate')
    yield replaceMember(shape, i, { ...member, test: undefined, mustExist: undefined }, same);
  if (mustExist === true) yield replaceMember(shape, i, { ...member, mustExist: undefined }, same);
  // For a list it is also the version of its elements.
  if (member.version !== 0 && (test !== undefined || isCarried(member, shape.version)) && !goesBy(element))
    yield replaceMember(shape, i, { ...member, version: 0 }, same);
}

function* plainerMember(shape: StructShape, i: number, member: Member): Generator<Edit> {
  const { element, count } = member;
  if (count.kind === 'fixed') {
    for (const n of sizes) {
      if (n < count.n)
        yield replaceMember(shape, i, { ...member, count: { kind: 'fixed', n } }, (v) =>
          Array.isArray(v) ? v.slice(0, n) : v,
        );
    }
  }
  // An empty array of sized buffers has no element to keep, and none can be created here.
  if (count.kind !== 'one' && member.slots === 'none' && element.kind !== 'vbuffer') {
    const first = (v: Value): Value => (Array.isArray(v) && v.length > 0 ? (v[0] ?? null) : plainValue(element));
    yield replaceMember(shape, i, { ...member, count: { kind: 'one' } }, first);
  }
  if (member.slots !== 'none') {
    const isMany = count.kind !== 'one';
    const filled = (v: Value): Value =>
      isMany && Array.isArray(v) ? v.map((e) => e ?? plainValue(element)) : (v ?? plainValue(element));
    yield replaceMember(shape, i, { ...member, slots: 'none' }, filled);
    if (member.slots === 'allocated') yield replaceMember(shape, i, { ...member, slots: 'nullable' }, same);
    if (member.slots === 'nullable') yield replaceMember(shape, i, member, filled);
    yield replaceMember(shape, i, member, (v) => (isMany && Array.isArray(v) ? v.map(() => null) : null));
  }
  if (member.storage !== 'embedded' && element.kind !== 'bitmap')
    yield replaceMember(shape, i, { ...member, storage: 'embedded' }, same);
  if (member.storage === 'allocated' && element.kind !== 'bitmap')
    yield replaceMember(shape, i, { ...member, storage: 'pointer' }, same);
  yield* plainerElement(shape, i, member);
}

function* plainerElement(shape: StructShape, i: number, member: Member): Generator<Edit> {
  const { element } = member;
  switch (element.kind) {
    case 'scalar':
      yield replaceMember(
        shape,
        i,
        { ...member, element: { kind: 'scalar', type: 'uint8' } },
        eachElement(member, () => 1),
      );
      yield* plainerNumbers(shape, i, member);
      return;
    case 'checked':
      yield replaceMember(shape, i, { ...member, element: { kind: 'scalar', type: checkedType(element.info) } }, same);
      yield* plainerNumbers(shape, i, member);
      return;
    case 'buffer':
      for (const size of sizes) {
        // Behind a slot it is as long as a pointer.
        if (size >= element.size || member.slots !== 'none') continue;
        const shorter = eachElement(member, (v) => (v instanceof Uint8Array ? v.slice(0, size) : v));
        yield replaceMember(shape, i, { ...member, element: { kind: 'buffer', size } }, shorter);
      }
      yield zeroBytes(shape, i, member);
      return;
    case 'vbuffer':
    case 'bitmap':
      yield zeroBytes(shape, i, member);
      return;
    case 'bytearray':
      for (const size of sizes)
        yield replaceMember(shape, i, member, (v) => (v instanceof Uint8Array ? v.slice(0, size) : v));
      yield zeroBytes(shape, i, member);
      return;
    case 'failing':
      yield replaceMember(shape, i, { ...member, element: { kind: 'scalar', type: 'uint8' } }, same);
      yield* plainerResults(shape, i, member, element.results);
      yield* plainerNumbers(shape, i, member);
      return;
    case 'timer':
      yield replaceMember(shape, i, { ...member, element: { kind: 'scalar', type: 'int64' } }, same);
      yield* plainerNumbers(shape, i, member);
      return;
    case 'unused':
      for (const size of sizes) {
        if (size < element.size) yield replaceMember(shape, i, { ...member, element: { kind: 'unused', size } }, same);
      }
      return;
    case 'struct':
      if (element.version !== undefined)
        yield replaceMember(
          shape,
          i,
          { ...member, element: { kind: 'struct', struct: asSaved(element, element.struct) } },
          same,
        );
      return;
    case 'list':
      yield* fewerItems(shape, i, member);
      yield asStruct(shape, i, member, element);
      return;
    case 'tree':
      yield* fewerItems(shape, i, member);
      yield* plainerKeys(shape, i, member, element);
      yield asStruct(shape, i, member, { struct: element.value });
      return;
    case 'tmp':
      yield asStruct(shape, i, member, element);
      return;
    case 'validate':
      return;
  }
}

/** Each result 0, or the plainest failure. */
function* plainerResults(shape: StructShape, i: number, member: Member, results: InfoResults): Generator<Edit> {
  for (const result of [0, EINVAL])
    for (const name of ['get', 'put'] as const)
      if (results[name] !== 0 && results[name] !== result) {
        const element = { kind: 'failing', results: { ...results, [name]: result } } as const;
        yield replaceMember(shape, i, { ...member, element }, same);
      }
}

/** Shorter lists or trees: the first elements, or only the last one. */
function* fewerItems(shape: StructShape, i: number, member: Member): Generator<Edit> {
  for (const n of sizes) yield replaceMember(shape, i, member, (v) => (Array.isArray(v) ? v.slice(0, n) : v));
  yield replaceMember(shape, i, member, (v) => (Array.isArray(v) ? v.slice(-1) : v));
}

/** Simpler keys: integers, or smaller structs; or only the key. */
function* plainerKeys(shape: StructShape, i: number, member: Member, element: Tree): Generator<Edit> {
  const withKey = (key: bigint): ((value: Value) => Value) =>
    eachElement(member, (node) => (Array.isArray(node) ? node.with(0, key) : node));
  if (element.key !== null) {
    yield replaceMember(shape, i, { ...member, element: { ...element, key: null } }, withKey(0n));
    yield asStruct(shape, i, member, { struct: element.key, side: 'key' });
    return;
  }
  for (const key of [0n, 1n]) yield replaceMember(shape, i, member, withKey(key));
}

function* plainerNumbers(shape: StructShape, i: number, member: Member): Generator<Edit> {
  yield replaceMember(
    shape,
    i,
    member,
    eachElement(member, () => plainValue(member.element)),
  );
  yield replaceMember(
    shape,
    i,
    member,
    eachElement(member, (v) => (typeof v === 'bigint' ? 1n : 1)),
  );
}

function zeroBytes(shape: StructShape, i: number, member: Member): Edit {
  return replaceMember(
    shape,
    i,
    member,
    eachElement(member, (v) => (v instanceof Uint8Array ? new Uint8Array(v.length) : v)),
  );
}
