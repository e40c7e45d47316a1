import type { StructShape, Tree, Value } from '../../vmstate/model/model.ts';
import { LIST_END, LIST_MORE } from '../../vmstate/wire.ts';
import { markMember } from '../path.ts';
import { fail } from '../walk.ts';
import { SaveEnded } from './ending.ts';
import { addSpan, writeMarker, type Save } from './state.ts';
import { writeBe32, writeScalar } from '../wire/writer.ts';

/**
 * Writes how many nodes there are, a byte before each node and one behind the
 * last (vmstate-types.c: put_gtree, in 11.1 save_gtree). Keys and values are
 * saved at their own versions; a direct key has 64 bits on every host. Null is a NULL pointer, of which glib
 * says that it has no nodes (gtree.c: g_tree_nnodes, g_tree_foreach).
 */
export function writeTree(save: Save, depth: number, tree: Tree, value: Value | undefined): void {
  const nodes = value === null ? [] : value;
  if (!Array.isArray(nodes)) fail(save, depth, 'a tree whose value is no array');
  const { trail, writer } = save;
  const name = trail.names[depth] ?? '';
  writeBe32(writer, nodes.length);
  addSpan(save, depth, 'node count', nodes.length);
  try {
    for (let i = 0; i < nodes.length; i++) {
      trail.indices[depth] = i;
      writeNode(save, depth, tree, nodes[i]);
    }
  } catch (error) {
    // A node that fails ends the walk over the tree, whose end is written all the same.
    if (error instanceof SaveEnded) writeMarker(save, depth, 'list marker', LIST_END);
    throw error;
  }
  markMember(trail, depth, name);
  writeMarker(save, depth, 'list marker', LIST_END);
}

function writeNode(save: Save, depth: number, tree: Tree, node: Value | undefined): void {
  const { trail } = save;
  if (!Array.isArray(node)) fail(save, depth, 'a node that is no pair');
  writeMarker(save, depth, 'list marker', LIST_MORE);
  markMember(trail, depth + 1, 'key');
  if (tree.key === null) saveDirectKey(save, depth + 1, node[0]);
  else saveSide(save, depth + 1, tree.key, node[0]);
  markMember(trail, depth + 1, 'value');
  saveSide(save, depth + 1, tree.value, node[1]);
}

function saveDirectKey(save: Save, depth: number, value: Value | undefined): void {
  if (!writeScalar(save.writer, 'uint64', value)) fail(save, depth, 'a direct key that is no 64-bit integer');
  addSpan(save, depth, 'uint64', value);
}

/** Writes a key or a value, whose name stands at `depth`. */
function saveSide(save: Save, depth: number, shape: StructShape, value: Value | undefined): void {
  if (!Array.isArray(value)) fail(save, depth, 'a struct without values');
  save.writeStruct(save, { shape, values: value, version: shape.version, depth: depth + 1 });
}
