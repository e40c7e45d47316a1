import { checkedType } from '../../vmstate/info.ts';
import type { Element, StructShape, Value } from '../../vmstate/model/model.ts';
import { LIST_END, LIST_MORE } from '../../vmstate/wire.ts';
import { NO_INDEX } from '../path.ts';
import { addSpan, fail, type Save } from './state.ts';
import { saveTree } from './tree.ts';
import { saveStruct } from './walk.ts';
import type { SpanType } from '../wire/span.ts';
import { putBe32, putByte, putBytes, putScalar, putZeros } from '../wire/writer.ts';

/**
 * Writes one element (vmstate-types.c: the put functions up to 10.2, the save
 * functions in 11.1). `length` is what the value of a vbuffer or a bitmap has
 * in bytes. A bitmap's value is its words as they are on the wire.
 */
export function saveElement(
  save: Save,
  element: Element,
  value: Value | undefined,
  length: number,
  depth: number,
): void {
  const { writer, spans } = save;
  const start = writer.at;
  switch (element.kind) {
    case 'scalar':
      if (!putScalar(writer, element.type, value)) fail(save, depth, `no value of ${element.type}`);
      if (spans !== null) addSpan(save, spans, start, element.type, value, depth);
      return;
    case 'buffer':
    case 'vbuffer':
    case 'bitmap': {
      const size = element.kind === 'buffer' ? element.size : length;
      if (!(value instanceof Uint8Array) || value.length !== size) fail(save, depth, `not ${size} bytes`);
      putBytes(writer, value);
      if (spans !== null) addSpan(save, spans, start, element.kind === 'bitmap' ? 'bitmap' : 'buffer', value, depth);
      return;
    }
    case 'unused':
      putZeros(writer, element.size);
      if (spans !== null) addSpan(save, spans, start, 'unused', value, depth);
      return;
    case 'struct':
      if (!Array.isArray(value)) fail(save, depth, 'a struct without values');
      saveStruct(save, element.struct, value, element.version ?? element.struct.version, depth + 1);
      return;
    case 'checked':
      if (!putScalar(writer, checkedType(element.info), value)) fail(save, depth, `no value of ${element.info}`);
      if (spans !== null) addSpan(save, spans, start, element.info, value, depth);
      return;
    case 'timer':
      // savevm.c:timer_put: whatever is below zero is not pending.
      if (!putScalar(writer, 'int64', typeof value === 'bigint' && value < 0n ? -1n : value))
        fail(save, depth, 'no value of a timer');
      if (spans !== null) addSpan(save, spans, start, 'timer', value, depth);
      return;
    case 'bytearray':
      if (!(value instanceof Uint8Array)) fail(save, depth, 'an array without bytes');
      putBe32(writer, value.length);
      if (spans !== null) addSpan(save, spans, start, 'array length', value.length, depth);
      putBytes(writer, value);
      if (spans !== null) addSpan(save, spans, start + 4, 'buffer', value, depth);
      return;
    case 'tree':
      saveTree(save, element, value, depth);
      return;
    case 'list':
      saveList(save, element.struct, value, depth);
      return;
    case 'tmp':
      if (!Array.isArray(value)) fail(save, depth, 'a struct without values');
      saveStruct(save, element.struct, value, element.struct.version, depth + 1);
      return;
    case 'validate':
  }
}

/** A byte before each element and one behind the last (vmstate-types.c: the put and save functions of qtailq and qlist). */
function saveList(save: Save, struct: StructShape, value: Value | undefined, depth: number): void {
  if (!Array.isArray(value)) fail(save, depth, 'a list whose value is no array');
  const { indices } = save.trail;
  for (let i = 0; i < value.length; i++) {
    indices[depth] = i;
    const item = value[i];
    if (!Array.isArray(item)) fail(save, depth, 'a struct without values');
    putMarker(save, LIST_MORE, 'list marker', LIST_MORE, depth);
    saveStruct(save, struct, item, struct.version, depth + 1);
  }
  indices[depth] = NO_INDEX;
  putMarker(save, LIST_END, 'list marker', LIST_END, depth);
}

/** One byte that is no value of the device. */
export function putMarker(save: Save, marker: number, type: SpanType, value: Value, depth: number): void {
  const start = save.writer.at;
  putByte(save.writer, marker);
  if (save.spans !== null) addSpan(save, save.spans, start, type, value, depth);
}
