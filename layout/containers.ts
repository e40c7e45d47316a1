import { readPointer, writePointer } from '../vmstate/host/memory.ts';
import { UNTOUCHED, type Value } from '../vmstate/model/model.ts';
import { TREE } from './codes.ts';
import { addPointee } from './noise.ts';
import type { MemberPlan, StructPlan } from './plan.ts';
import { addFilled, copyInto, type Store } from './store-walk.ts';

/*
 * Objects of glib, as the protocol represents them. A tree is a block of one word, the
 * first node or NULL; a node is three words: the next node or NULL, the key (a
 * pointer to it, or the integer itself) and a pointer to the value. An array is
 * a pointer to its data and a 32-bit length.
 */

/** Stores the target of the pointer at `at`. For a source it is created first; for a load it exists. */
export function storeContainer(store: Store, planned: MemberPlan, value: Value, at: number): void {
  const { memory, draw } = store;
  const load = store.mode === 'load';
  const word = memory.abi.pointerSize;
  let place = load ? readPointer(memory, at) : null;
  if (!load) {
    place = addPointee(memory, draw, planned.code === TREE ? word : 2 * word);
    memory.slots.push(at);
    writePointer(memory, at, place);
  }
  if (typeof place !== 'number') return;
  if (planned.code === TREE) storeTree(store, planned, value, place);
  else storeByteArray(store, value, place);
}

/**
 * Links the nodes in the order of the values. After a load, UNTOUCHED stands for the next
 * existing node, and a pair whose key is UNTOUCHED for the next existing node with a new
 * value.
 */
function storeTree(store: Store, planned: MemberPlan, value: Value, tree: number): void {
  const { memory, sink, path } = store;
  const load = store.mode === 'load';
  let link = tree;
  const old = load ? nodesOf(store, tree) : [];
  let next = 0;
  if (!load) {
    memory.slots.push(tree);
    writePointer(memory, tree, null);
    store.marks.cleared.push(tree);
  }
  if (!Array.isArray(value)) return;
  for (let i = 0; i < value.length; i++) {
    const node = value[i];
    if (node !== UNTOUCHED && !Array.isArray(node)) continue;
    const name = sink === null ? '' : `${path}[${i}]`;
    const sides = Array.isArray(node) ? node : null;
    const isOld = sides === null || sides[0] === UNTOUCHED;
    const place = isOld ? old[next++] : storeNode(store, planned, sides, name);
    if (place === undefined) continue;
    if (isOld && sides !== null) replaceValue(store, planned, place, { value: sides[1] ?? null, path: name });
    if (readPointer(memory, link) !== place) {
      writePointer(memory, link, place);
      if (sink !== null) sink(link, memory.abi.pointerSize, path, 'pointer');
    }
    link = place;
  }
}

/** The existing nodes, in order. */
function nodesOf({ memory }: Store, tree: number): number[] {
  const nodes: number[] = [];
  for (let node = readPointer(memory, tree); typeof node === 'number'; node = readPointer(memory, node))
    nodes.push(node);
  return nodes;
}

/** Replaces the value of a node by one that a load has read for the same key. */
function replaceValue(
  store: Store,
  { struct }: MemberPlan,
  node: number,
  { value, path }: { readonly value: Value; readonly path: string },
): void {
  const { memory, sink } = store;
  const word = memory.abi.pointerSize;
  writePointer(memory, node + 2 * word, struct === null ? null : storeObject(store, struct, value, `${path}.value`));
  if (sink !== null) sink(node + 2 * word, word, `${path}.value`, 'pointer');
}

/** Key, value and node, in the order in which a load allocates them; returns the node. */
function storeNode(
  store: Store,
  { key, struct }: MemberPlan,
  [first = null, second = null]: readonly Value[],
  path: string,
): number {
  const { memory, draw, sink } = store;
  const load = store.mode === 'load';
  const word = memory.abi.pointerSize;
  const keyAt = key === null ? null : storeObject(store, key, first, `${path}.key`);
  const valueAt = struct === null ? null : storeObject(store, struct, second, `${path}.value`);
  const node = load ? addFilled(memory, 3 * word, 0) : addPointee(memory, draw, 3 * word);
  writePointer(memory, node, null);
  if (key === null) storeKey(store, node + word, first);
  else writePointer(memory, node + word, keyAt);
  writePointer(memory, node + 2 * word, valueAt);
  if (!load) memory.slots.push(node, ...(key === null ? [] : [node + word]), node + 2 * word);
  if (sink !== null) {
    sink(node, word, path, 'pointer');
    sink(node + word, word, `${path}.key`, key === null ? 'value' : 'pointer');
    sink(node + 2 * word, word, `${path}.value`, 'pointer');
  }
  return node;
}

/** A block that a load allocates is zeroed. */
function storeObject(store: Store, plan: StructPlan, value: Value, path: string): number {
  const { memory, draw, mode, sink } = store;
  const at = mode === 'load' ? addFilled(memory, plan.size, 0) : addPointee(memory, draw, plan.size);
  if (sink !== null) store.path = path;
  if (Array.isArray(value)) store.storeStruct(store, plan, value, at);
  return at;
}

/** The value truncated to the width of a pointer. */
function storeKey({ memory }: Store, at: number, key: Value): void {
  const { byteOrder, pointerSize } = memory.abi;
  const bits = BigInt.asUintN(8 * pointerSize, typeof key === 'bigint' ? key : 0n);
  if (pointerSize === 8) memory.view.setBigUint64(at, bits, byteOrder === 'little');
  else memory.view.setUint32(at, Number(bits), byteOrder === 'little');
}

/**
 * Length of a byte array in the destination of a load of `bytes`: none, fewer, as many, or
 * more, chosen by the content.
 */
export function lengthBefore(bytes: Uint8Array): number {
  const { length } = bytes;
  if (length === 0) return 0;
  switch (((bytes[0] ?? 0) + length) & 3) {
    case 0:
      return 0;
    case 1:
      return length >> 1;
    case 2:
      return length + 1 + (length & 7);
    default:
      return length;
  }
}

function storeByteArray(store: Store, value: Value, array: number): void {
  if (store.mode === 'load') loadByteArray(store, value, array);
  else if (value instanceof Uint8Array) makeByteArray(store, value, array);
}

/** The block is large enough for the array of the destination. */
function makeByteArray({ memory, draw, marks }: Store, bytes: Uint8Array, array: number): void {
  const { pointerSize, byteOrder } = memory.abi;
  const before = lengthBefore(bytes);
  const room = Math.max(bytes.length, before);
  const data = room === 0 && draw.chance(60) ? null : addPointee(memory, draw, room);
  memory.slots.push(array);
  writePointer(memory, array, data);
  memory.view.setUint32(array + pointerSize, bytes.length, byteOrder === 'little');
  if (data !== null) copyInto(memory.bytes, data, bytes);
  marks.lengths.push(array + pointerSize, before);
  if (before === 0) marks.replaced.push(array);
}

/**
 * Sets the length like g_byte_array_set_size, then the bytes. An array that grows gets a new
 * data block, which starts with the old content.
 */
function loadByteArray(store: Store, value: Value, array: number): void {
  const { memory, sink, fill, path } = store;
  const { pointerSize, byteOrder } = memory.abi;
  const little = byteOrder === 'little';
  const [length, bytes] = value instanceof Uint8Array ? [value.length, value] : Array.isArray(value) ? value : [];
  if (typeof length !== 'number' || !(bytes instanceof Uint8Array)) return;
  const held = memory.view.getUint32(array + pointerSize, little);
  let data = readPointer(memory, array) ?? null;
  if (length > held) {
    const old = data;
    data = addFilled(memory, length, fill);
    if (old !== null) memory.bytes.copyWithin(data, old, old + held);
    writePointer(memory, array, data);
    if (sink !== null) sink(array, pointerSize, path, 'pointer');
  }
  memory.view.setUint32(array + pointerSize, length, little);
  if (sink !== null) sink(array + pointerSize, 4, path, 'value');
  if (data === null) return;
  copyInto(memory.bytes, data, bytes);
  if (sink !== null) sink(data, bytes.length, path, 'value');
}
