import type { StructShape, Tree, Value } from '../../vmstate/model/model.ts';
import { LIST_END, LIST_MORE } from '../../vmstate/wire.ts';
import { markMember } from '../path.ts';
import { putMarker } from './element.ts';
import { addSpan, fail, type Save } from './state.ts';
import { saveStruct } from './walk.ts';
import { putBe32, putScalar } from '../wire/writer.ts';

/**
 * Writes how many nodes there are, a byte before each node and one behind the
 * last (vmstate-types.c: put_gtree, in 11.1 save_gtree). Keys and values are
 * saved at their own versions; a direct key has 64 bits on every host.
 */
export function saveTree(save: Save, tree: Tree, value: Value | undefined, depth: number): void {
  if (!Array.isArray(value)) fail(save, depth, 'a tree whose value is no array');
  const { trail, writer, spans } = save;
  const name = trail.names[depth] ?? '';
  const start = writer.at;
  putBe32(writer, value.length);
  if (spans !== null) addSpan(save, spans, start, 'node count', value.length, depth);
  for (let i = 0; i < value.length; i++) {
    const node = value[i];
    trail.indices[depth] = i;
    if (!Array.isArray(node)) fail(save, depth, 'a node that is no pair');
    putMarker(save, LIST_MORE, 'list marker', LIST_MORE, depth);
    saveKey(save, tree.key, node[0], depth + 1);
    saveSide(save, 'value', tree.value, node[1], depth + 1);
  }
  markMember(trail, depth, name);
  putMarker(save, LIST_END, 'list marker', LIST_END, depth);
}

function saveKey(save: Save, key: StructShape | null, value: Value | undefined, depth: number): void {
  if (key !== null) {
    saveSide(save, 'key', key, value, depth);
    return;
  }
  const { writer, spans, trail } = save;
  const start = writer.at;
  markMember(trail, depth, 'key');
  if (!putScalar(writer, 'uint64', value)) fail(save, depth, 'a direct key that is no 64-bit integer');
  if (spans !== null) addSpan(save, spans, start, 'uint64', value, depth);
}

function saveSide(save: Save, side: string, struct: StructShape, value: Value | undefined, depth: number): void {
  markMember(save.trail, depth, side);
  if (!Array.isArray(value)) fail(save, depth, 'a struct without values');
  saveStruct(save, struct, value, struct.version, depth + 1);
}
