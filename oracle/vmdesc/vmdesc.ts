import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { checkedType, widthOf } from '../../vmstate/info.ts';
import type { Member, Model, StructShape, Tree, Value } from '../../vmstate/model/model.ts';
import { byteLength } from '../save/byte-length.ts';
import { elementsOf, listValues, structValues, type Place } from '../elements.ts';
import { JsonText } from './json-text.ts';
import { createTrail, markMember } from '../path.ts';
import { isSaved, sentParts } from '../presence.ts';
import { headerSize } from '../wire/subsection-header.ts';
import { entryName, isCompressible, markerType, typeName } from './field.ts';
import { extentsOf } from './runs.ts';

interface Describing extends Place {
  readonly dialect: Dialect;
}

/** A field being described. */
interface Field {
  readonly shape: StructShape;
  readonly member: Member;
  readonly values: readonly Value[];
  readonly compressible: boolean;
}

/** Where the text goes; null where nothing is described, but sizes count. */
type Out = JsonText | null;

/**
 * The JSON that a save writes beside the bytes: the object of the outermost
 * description, without insignificant blanks (vmstate.c: vmstate_save_state_v up
 * to 10.2, vmstate_save_vmsd_v in 11.1). It is the same on every host. Sizes
 * are bytes on the wire. Throws OracleFault as `encode` does.
 */
export function vmdescOf(model: Model, dialect: Dialect): string {
  const json = new JsonText();
  const { shape, values } = model;
  json.openObject();
  describeStruct(
    { dialect, traits: traitsOf(dialect), trail: createTrail(), depth: 0 },
    shape,
    values,
    shape.version,
    json,
  );
  json.close('}');
  return json.text;
}

/** The keys of a description, into the object that is open; returns the bytes that the struct is. */
function describeStruct(
  d: Describing,
  shape: StructShape,
  values: readonly Value[],
  version: number,
  json: Out,
): number {
  const { trail, depth } = d;
  let bytes = 0;
  json?.put('vmsd_name', shape.name);
  json?.put('version', version);
  json?.openArray('fields');
  for (const [index, member] of shape.members.entries()) {
    if (!isSaved(shape, member, version, values, trail, depth)) continue;
    markMember(trail, depth, member.name);
    const field = { shape, member, values, compressible: isCompressible(member, d.traits) };
    bytes += describeElements(d, field, elementsOf(d, shape, member, values, index), json);
  }
  json?.close(']');
  return bytes + describeSubsections(d, shape, values, json);
}

function describeSubsections(d: Describing, shape: StructShape, values: readonly Value[], json: Out): number {
  let bytes = 0;
  let isOpen = false;
  for (const [struct, inner] of sentParts(shape, values, d.trail, d.depth)) {
    if (!isOpen) json?.openArray('subsections');
    isOpen = true;
    json?.openObject();
    bytes += headerSize(struct.name) + describeStruct(deeper(d), struct, inner, struct.version, json);
    json?.close('}');
  }
  if (isOpen) json?.close(']');
  return bytes;
}

function describeElements(d: Describing, field: Field, items: readonly Value[], json: Out): number {
  const {
    member: { slots, count },
    compressible,
  } = field;
  const hasSlots = slots !== 'none';
  const nulls = items.map((value) => value === null && hasSlots);
  const extents = json === null ? [] : extentsOf({ nulls, hasSlots, compressible }, d.dialect);
  let bytes = 0;
  for (const [i, value] of items.entries()) {
    if (count.kind !== 'one') d.trail.indices[d.depth] = i;
    const extent = extents[i] ?? null;
    const out = extent === null ? null : json;
    const entry = { field, index: i, extent: extent ?? 1 };
    if (nulls[i] === true) bytes += describeNull(d, entry, out);
    else {
      if (slots === 'allocated') bytes += describeMarker(d, entry, out);
      bytes += describeElement(d, entry, value, out);
    }
  }
  return bytes;
}

interface Entry {
  readonly field: Field;
  readonly index: number;
  /** How many elements it stands for. */
  readonly extent: number;
}

/** A NULL element is one byte, to 7.2 of the field's type and with nothing inside. */
function describeNull(d: Describing, entry: Entry, json: Out): number {
  if (markerType(d.dialect) !== null) return describeMarker(d, entry, json);
  openEntry(entry, json);
  return closeEntry(entry, 1, json);
}

function describeMarker(d: Describing, { field: { shape, member }, extent }: Entry, json: Out): number {
  json?.openObject();
  json?.put('name', entryName(shape, member, true));
  if (extent > 1) json?.put('array_len', extent);
  json?.put('type', markerType(d.dialect) ?? '');
  json?.put('size', 1);
  json?.close('}');
  return 1;
}

function describeElement(d: Describing, entry: Entry, value: Value, json: Out): number {
  openEntry(entry, json);
  return closeEntry(entry, describeInside(d, entry.field, value, json), json);
}

function openEntry({ field: { shape, member, compressible }, index, extent }: Entry, json: Out): void {
  json?.openObject();
  json?.put('name', entryName(shape, member, false));
  if (extent > 1) {
    if (compressible) json?.put('array_len', extent);
    else json?.put('index', index);
  }
  const type = typeName(member.element);
  json?.put('type', type);
  if (type === 'struct') json?.openObject('struct');
}

function closeEntry({ field: { member } }: Entry, bytes: number, json: Out): number {
  if (typeName(member.element) === 'struct') json?.close('}');
  json?.put('size', bytes);
  json?.close('}');
  return bytes;
}

/** Bytes of one element. The keys of a struct that is not a plain VMS_STRUCT go into the entry itself, those of a list once per element. */
function describeInside(d: Describing, { shape, member: { element }, values }: Field, value: Value, json: Out): number {
  switch (element.kind) {
    case 'scalar':
      return widthOf(element.type);
    case 'checked':
      return widthOf(checkedType(element.info));
    case 'buffer':
    case 'unused':
      return element.size;
    case 'vbuffer':
    case 'bitmap':
      return byteLength(shape, element, values, d.trail, d.depth);
    case 'struct': {
      const { struct, version = struct.version } = element;
      return describeStruct(deeper(d), struct, structValues(d, value), version, json);
    }
    case 'tmp':
      return describeStruct(deeper(d), element.struct, structValues(d, value), element.struct.version, json);
    case 'list': {
      let bytes = 1;
      for (const [i, item] of listValues(d, value).entries()) {
        d.trail.indices[d.depth] = i;
        bytes += 1 + describeStruct(deeper(d), element.struct, structValues(d, item), element.struct.version, json);
      }
      return bytes;
    }
    case 'tree':
      return describeTree(d, element, value, json);
    case 'timer':
      return widthOf('int64');
    case 'bytearray':
      return 4 + (value instanceof Uint8Array ? value.length : 0);
    case 'validate':
      return 0;
  }
}

/** A key says its keys before the value does, node after node. */
function describeTree(d: Describing, tree: Tree, value: Value, json: Out): number {
  let bytes = 4 + 1;
  for (const [i, node] of listValues(d, value).entries()) {
    const [key = null, own] = structValues(d, node);
    d.trail.indices[d.depth] = i;
    bytes +=
      1 +
      (tree.key === null ? widthOf('uint64') : describeSide(d, 'key', tree.key, key, json)) +
      describeSide(d, 'value', tree.value, own, json);
  }
  return bytes;
}

function describeSide(d: Describing, side: string, struct: StructShape, value: Value | undefined, json: Out): number {
  markMember(d.trail, d.depth + 1, side);
  const inner = deeper(deeper(d));
  return describeStruct(inner, struct, structValues(inner, value), struct.version, json);
}

function deeper(d: Describing): Describing {
  return { ...d, depth: d.depth + 1 };
}
