import { checkedType } from '../../vmstate/info.ts';
import type { Element, StructShape, Value } from '../../vmstate/model/model.ts';
import { LIST_END, LIST_MORE } from '../../vmstate/wire.ts';
import { NO_INDEX } from '../path.ts';
import { fail, type Frame } from '../walk.ts';
import { byteLength } from './byte-length.ts';
import { endAtPut } from './ending.ts';
import { addSpan, writeMarker, type Save } from './state.ts';
import { writeTree } from './tree.ts';
import { writeBe32, writeBytes, writeScalar, writeZeros } from '../wire/writer.ts';

/**
 * Writes one element of a field of `frame` (vmstate-types.c: the put functions
 * up to 10.2, the save functions in 11.1). A bitmap's value is its words as
 * they are on the wire.
 */
export function writeElement(save: Save, frame: Frame, element: Element, value: Value | undefined): void {
  const { writer } = save;
  const { depth } = frame;
  switch (element.kind) {
    case 'scalar':
      if (!writeScalar(writer, element.type, value)) fail(save, depth, `no value of ${element.type}`);
      addSpan(save, depth, element.type, value);
      return;
    case 'buffer':
      putRaw(save, depth, value, element.size);
      addSpan(save, depth, 'buffer', value);
      return;
    case 'vbuffer':
    case 'bitmap':
      putRaw(save, depth, value, byteLength(save, frame, element));
      addSpan(save, depth, element.kind === 'bitmap' ? 'bitmap' : 'buffer', value);
      return;
    case 'unused':
      writeZeros(writer, element.size);
      addSpan(save, depth, 'unused', value);
      return;
    case 'struct':
      saveNested(save, depth, value, element);
      return;
    case 'checked':
      if (!writeScalar(writer, checkedType(element.info), value)) fail(save, depth, `no value of ${element.info}`);
      addSpan(save, depth, element.info, value);
      return;
    case 'failing':
      if (!writeScalar(writer, 'uint8', value)) fail(save, depth, 'no byte of an own info');
      addSpan(save, depth, 'failing', value);
      endAtPut(save, element.results.put);
      return;
    case 'timer':
      // savevm.c:timer_put: whatever is below zero is not pending.
      if (!writeScalar(writer, 'int64', typeof value === 'bigint' && value < 0n ? -1n : value))
        fail(save, depth, 'no value of a timer');
      addSpan(save, depth, 'timer', value);
      return;
    case 'bytearray':
      if (!(value instanceof Uint8Array)) fail(save, depth, 'an array without bytes');
      writeBe32(writer, value.length);
      addSpan(save, depth, 'array length', value.length);
      writeBytes(writer, value);
      addSpan(save, depth, 'buffer', value);
      return;
    case 'tree':
      writeTree(save, depth, element, value);
      return;
    case 'list':
      saveList(save, depth, element.struct, value);
      return;
    case 'tmp':
      saveNested(save, depth, value, element);
      return;
    case 'validate':
  }
}

function putRaw(save: Save, depth: number, value: Value | undefined, size: number): void {
  if (!(value instanceof Uint8Array) || value.length !== size) fail(save, depth, `not ${size} bytes`);
  writeBytes(save.writer, value);
}

/** Without a version of its own in the field, a struct is saved at that of its description. */
interface Nested {
  readonly struct: StructShape;
  readonly version?: number | undefined;
}

function saveNested(save: Save, depth: number, value: Value | undefined, nested: Nested): void {
  if (!Array.isArray(value)) fail(save, depth, 'a struct without values');
  const { struct: shape, version = shape.version } = nested;
  save.writeStruct(save, { shape, values: value, version, depth: depth + 1 });
}

/** A byte before each element and one behind the last (vmstate-types.c: the put and save functions of qtailq and qlist). */
function saveList(save: Save, depth: number, struct: StructShape, value: Value | undefined): void {
  if (!Array.isArray(value)) fail(save, depth, 'a list whose value is no array');
  const { indices } = save.trail;
  for (let i = 0; i < value.length; i++) {
    indices[depth] = i;
    const item = value[i];
    if (!Array.isArray(item)) fail(save, depth, 'a struct without values');
    writeMarker(save, depth, 'list marker', LIST_MORE);
    saveNested(save, depth, item, { struct });
  }
  indices[depth] = NO_INDEX;
  writeMarker(save, depth, 'list marker', LIST_END);
}
