import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { EINVAL, LIST_END, LIST_MORE } from '../../vmstate/wire.ts';
import { declareSlot, loadPointer, NULL_ADDRESS, reach, replacePointer } from './access.ts';
import { allocate, asUnsigned, release } from './allocate.ts';
import { printText, remark, remarkAtEnd } from './errors.ts';
import { Fault } from './fault.ts';
import { getBe32, getByte } from './input.ts';
import { loadStruct } from './load.ts';
import type { Machine } from './machine.ts';
import { rankOfKey } from './keys.ts';
import type { NestedField, NodePlace } from './ops.ts';
import { putByte, reserve } from './output.ts';
import { saveStruct } from './save.ts';

/*
 * A tree is a word, the first of its nodes; a node is three: the next one, the
 * key and the value. The nodes are in the order of their keys: keys.ts.
 */

/** What describes the keys; null: they are integers. QEMU 10.2: vmstate-types.c:put_gtree. */
function keysOf(field: VMStateField): VMStateDescription | null {
  if ((field.start ?? 0) === 0) return null;
  if (field.key_vmsd === undefined) throw new Fault('', 'has no vmsd for its keys');
  return field.key_vmsd;
}

/** The nodes in order; none where there is no tree. glib: gtree.c:g_tree_nnodes, g_tree_foreach. */
function nodesOf(machine: Machine, tree: number): number[] {
  const nodes: number[] = [];
  if (tree === NULL_ADDRESS) return nodes;
  for (let node = loadPointer(machine, tree); node !== NULL_ADDRESS; node = loadPointer(machine, node)) {
    // More nodes than bytes: C would go round for ever.
    if (nodes.push(node) > machine.memory.used) throw new Fault('allocation: ', 'the tree runs in a circle');
  }
  return nodes;
}

/** QEMU 10.2: vmstate-types.c:put_gtree; 11.1: save_gtree. */
export function putNodeCount(machine: Machine, count: number): void {
  const at = reserve(machine.output, 4);
  machine.output.view.setInt32(at, count);
}

/** The byte before a node, and behind the last. QEMU 10.2: vmstate-types.c:put_gtree_elem; 11.1: save_gtree_elem. */
export function putNodeByte(machine: Machine, more: boolean): void {
  putByte(machine.output, more ? LIST_MORE : LIST_END);
}

function directKeyAt(machine: Machine, at: number): bigint {
  const { pointerSize, little, view } = machine;
  reach(machine, at, pointerSize, false);
  return pointerSize === 8 ? view.getBigUint64(at, little) : BigInt(view.getUint32(at, little));
}

/** A pointer's bits as 64. QEMU 10.2: vmstate-types.c:put_gtree_elem; 11.1: save_gtree_elem. */
export function putDirectKey(machine: Machine, at: number): void {
  const key = directKeyAt(machine, at);
  // The view may be another one once there is room.
  const place = reserve(machine.output, 8);
  machine.output.view.setBigUint64(place, key);
}

/**
 * Keys and values go out at their own versions; the last byte also when one of
 * them failed. QEMU 10.2: vmstate-types.c:put_gtree; 11.1: save_gtree.
 */
export function putTree(machine: Machine, field: NestedField, address: number): number {
  const { ops, pointerSize } = machine;
  const { vmsd } = field;
  const keys = keysOf(field);
  const nodes = nodesOf(machine, loadPointer(machine, address));
  ops.putNodeCount(machine, nodes.length);
  let code = 0;
  for (const node of nodes) {
    ops.putNodeByte(machine, true);
    const key = node + pointerSize;
    if (keys === null) ops.putDirectKey(machine, key);
    else code = saveStruct(machine, keys, loadPointer(machine, key), keys.version_id);
    if (code === 0) code = saveStruct(machine, vmsd, loadPointer(machine, key + pointerSize), vmsd.version_id);
    if (code !== 0) break;
  }
  ops.putNodeByte(machine, false);
  return code;
}

/**
 * Keys and values come in at the version of the field, each in zeroed memory of
 * its own. Any result of theirs that is not 0 ends the tree; a positive one is
 * no failure to the struct around it (up to 10.2). QEMU 10.2:
 * vmstate-types.c:get_gtree; 11.1: load_gtree.
 */
export function getTree(machine: Machine, field: NestedField, address: number): number {
  const { ops, input } = machine;
  const { vmsd } = field;
  const keys = keysOf(field);
  for (const side of keys === null ? [vmsd] : [keys, vmsd]) {
    const refused = ops.checkVersion(machine, side, ops.nodeVersion(field, side));
    if (refused === 0) continue;
    remark(machine, ops.words.elementVersion(side, ops.nodeVersion(field, side) > side.version_id));
    return refused;
  }
  const announced = getBe32(input);
  let count = 0;
  while (ops.announces(field.info, getByte(input))) {
    if (!ops.expectsNode(announced, ++count)) break;
    const code = getNode(machine, field, loadPointer(machine, address));
    if (code !== 0) return code;
  }
  if (ops.isComplete(announced, count)) return 0;
  machine.message = `${field.name}: ${count} nodes where ${announced} were announced`;
  remarkAtEnd(machine, ops.words.nodeCount(field));
  return ops.refusal(EINVAL);
}

function getNode(machine: Machine, field: NestedField, tree: number): number {
  const { ops, input, pointerSize } = machine;
  const { vmsd } = field;
  const keys = keysOf(field);
  let key = NULL_ADDRESS;
  let high = 0;
  let low = 0;
  if (keys === null) {
    high = getBe32(input);
    low = getBe32(input);
  } else {
    key = ops.allocateSide(machine, field.start ?? 0);
    const code = loadStruct(machine, keys, key, ops.nodeVersion(field, keys));
    if (code !== 0) {
      printText(machine, ops.words.loadedNode(field, keys, code));
      release(machine, key);
      return code;
    }
  }
  const value = ops.allocateSide(machine, field.size);
  const code = loadStruct(machine, vmsd, value, ops.nodeVersion(field, vmsd));
  if (code !== 0) {
    printText(machine, ops.words.loadedNode(field, vmsd, code));
    release(machine, value);
    release(machine, key);
    return code;
  }
  // Nobody frees key and value. glib: gtree.c:g_tree_insert.
  if (tree === NULL_ADDRESS) return 0;
  const rank = keys === null ? directRank(machine, high, low) : rankOfKey(machine, keys, key);
  const { link, node: equal } = ops.placeNode(machine, field, tree, rank);
  if (equal !== null) {
    replacePointer(machine, equal + 2 * pointerSize, value);
    return 0;
  }
  const node = allocate(machine, 3 * pointerSize, machine.ops.garbage);
  if (keys === null) storeKey(machine, node + pointerSize, high, low);
  else replacePointer(machine, node + pointerSize, key);
  replacePointer(machine, node + 2 * pointerSize, value);
  const next = loadPointer(machine, link);
  replacePointer(machine, node, next === NULL_ADDRESS ? null : next);
  replacePointer(machine, link, node);
  const slots = keys === null ? [0, 2] : [0, 1, 2];
  for (const word of slots) declareSlot(machine, node + word * pointerSize);
  return 0;
}

/** Zeroed memory for a key or a value. QEMU 10.2, 11.1: vmstate-types.c:get_gtree, load_gtree. */
export function allocateSide(machine: Machine, size: number): number {
  return size === 0 ? NULL_ADDRESS : allocate(machine, asUnsigned(machine, size), 0);
}

/** What does not fit a pointer is lost. QEMU 10.2, 11.1: vmstate-types.c:get_gtree, load_gtree. */
function storeKey({ view, little, pointerSize }: Machine, at: number, high: number, low: number): void {
  if (pointerSize === 8) view.setInt32(little ? at + 4 : at, high, little);
  view.setInt32(pointerSize === 8 && !little ? at + 4 : at, low, little);
}

/** A key as a pointer has it, unsigned. */
function directRank({ pointerSize }: Machine, high: number, low: number): bigint {
  const bits = (BigInt(high) << 32n) | BigInt(low >>> 0);
  return BigInt.asUintN(8 * pointerSize, bits);
}

/** Before the first node whose key is larger; a node whose key is equal is found instead. glib: gtree.c:g_tree_insert. */
export function placeNode(machine: Machine, field: NestedField, tree: number, rank: bigint): NodePlace {
  const keys = keysOf(field);
  let link = tree;
  for (const node of nodesOf(machine, tree)) {
    const at = node + machine.pointerSize;
    const other = keys === null ? directKeyAt(machine, at) : rankOfKey(machine, keys, loadPointer(machine, at));
    if (other === rank) return { link, node };
    if (other > rank) break;
    link = node;
  }
  return { link, node: null };
}
