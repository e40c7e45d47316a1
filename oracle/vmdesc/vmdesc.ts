import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { checkedType, widthOf } from '../../vmstate/info.ts';
import type { Member, Model, StructShape, StructValue, Tree, Value } from '../../vmstate/model/model.ts';
import { byteLength } from '../save/byte-length.ts';
import { fieldElements, listValues, structValues, treeValues } from '../elements.ts';
import { JsonText } from './json-text.ts';
import { createTrail, markMember } from '../path.ts';
import { isSaved, sentParts } from '../presence.ts';
import type { Frame, Walk } from '../walk.ts';
import { headerSize } from '../wire/subsection-header.ts';
import { vmdescEntryName, isCompressible, markerType, vmdescTypeName } from './field.ts';
import { vmdescRunsOf } from './runs.ts';

interface Describing extends Walk {
  readonly dialect: Dialect;
}

/** A field being described. */
interface Field {
  readonly frame: Frame;
  readonly member: Member;
  readonly compressible: boolean;
}

/** Where the text goes; null where nothing is described, but sizes count. */
type Out = JsonText | null;

/**
 * The JSON description of a save: the object of the outermost description, without
 * insignificant whitespace (vmstate.c: vmstate_save_state_v up to 10.2, vmstate_save_vmsd_v
 * in 11.1). It is the same on every host. Sizes are bytes on the wire.
 *
 * @throws OracleFault as `encode` does.
 * @example
 * ```ts
 * const { fields } = JSON.parse(vmdescOf(model, 'qemu-11.1'));
 * ```
 * @since 0.1.0
 */
export function vmdescOf(model: Model, dialect: Dialect): string {
  const json = new JsonText();
  const { shape, values } = model;
  json.openObject();
  const walk = { dialect, traits: traitsOf(dialect), trail: createTrail() };
  describeStruct(walk, { shape, values, version: shape.version, depth: 0 }, json);
  json.close('}');
  return json.text;
}

/** The keys of a description, into the object that is open; returns the bytes that the struct is. */
function describeStruct(d: Describing, frame: Frame, json: Out): number {
  const { shape, version, depth } = frame;
  let bytes = 0;
  json?.put('vmsd_name', shape.name);
  json?.put('version', version);
  json?.openArray('fields');
  for (const [index, member] of shape.members.entries()) {
    if (!isSaved(d, frame, member)) continue;
    markMember(d.trail, depth, member.name);
    const field = { frame, member, compressible: isCompressible(member, d.traits) };
    bytes += describeElements(d, field, fieldElements(d, frame, member, index), json);
  }
  json?.close(']');
  return bytes + describeSubsections(d, frame, json);
}

function describeSubsections(d: Describing, frame: Frame, json: Out): number {
  let bytes = 0;
  let isOpen = false;
  for (const part of sentParts(d, frame)) {
    if (!isOpen) json?.openArray('subsections');
    isOpen = true;
    json?.openObject();
    bytes += headerSize(part.shape.name) + describeStruct(d, part, json);
    json?.close('}');
  }
  if (isOpen) json?.close(']');
  return bytes;
}

function describeElements(d: Describing, field: Field, items: readonly Value[], json: Out): number {
  const { frame, member, compressible } = field;
  const { slots, count } = member;
  const hasSlots = slots !== 'none';
  const nulls = items.map((value) => value === null && hasSlots);
  const extents = json === null ? [] : vmdescRunsOf({ nulls, hasSlots, compressible }, d.dialect);
  let bytes = 0;
  for (const [i, value] of items.entries()) {
    if (count.kind !== 'one') d.trail.indices[frame.depth] = i;
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

function describeMarker(d: Describing, { field: { frame, member }, extent }: Entry, json: Out): number {
  json?.openObject();
  json?.put('name', vmdescEntryName(frame.shape, member, true));
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

function openEntry({ field: { frame, member, compressible }, index, extent }: Entry, json: Out): void {
  json?.openObject();
  json?.put('name', vmdescEntryName(frame.shape, member, false));
  if (extent > 1) {
    if (compressible) json?.put('array_len', extent);
    else json?.put('index', index);
  }
  const type = vmdescTypeName(member.element);
  json?.put('type', type);
  if (type === 'struct') json?.openObject('struct');
}

function closeEntry({ field: { member } }: Entry, bytes: number, json: Out): number {
  if (vmdescTypeName(member.element) === 'struct') json?.close('}');
  json?.put('size', bytes);
  json?.close('}');
  return bytes;
}

/** Bytes of one element. The keys of a struct that is not a plain VMS_STRUCT go into the entry itself, those of a list once per element. */
function describeInside(d: Describing, { frame, member: { element } }: Field, value: Value, json: Out): number {
  const { depth } = frame;
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
      return byteLength(d, frame, element);
    case 'struct': {
      const { struct: shape, version = shape.version } = element;
      return describeStruct(d, { shape, values: structValues(d, depth, value), version, depth: depth + 1 }, json);
    }
    case 'tmp':
      return describeStruct(d, inside(element.struct, structValues(d, depth, value), depth), json);
    case 'list': {
      let bytes = 1;
      for (const [i, item] of listValues(d, depth, value).entries()) {
        d.trail.indices[depth] = i;
        bytes += 1 + describeStruct(d, inside(element.struct, structValues(d, depth, item), depth), json);
      }
      return bytes;
    }
    case 'tree':
      return describeTree(d, treeValues(d, depth, value), { tree: element, depth }, json);
    case 'failing':
      return 1;
    case 'timer':
      return widthOf('int64');
    case 'bytearray':
      return 4 + (value instanceof Uint8Array ? value.length : 0);
    case 'validate':
      return 0;
  }
}

/** A struct at its own version in an element whose name stands at `depth`. */
function inside(shape: StructShape, values: StructValue, depth: number): Frame {
  return { shape, values, version: shape.version, depth: depth + 1 };
}

/** A tree whose name stands at `depth`. */
interface Branch {
  readonly tree: Tree;
  readonly depth: number;
}

/** A key says its keys before the value does, node after node. */
function describeTree(d: Describing, nodes: readonly Value[], { tree, depth }: Branch, json: Out): number {
  let bytes = 4 + 1;
  for (const [i, node] of nodes.entries()) {
    const [key, own] = structValues(d, depth, node);
    d.trail.indices[depth] = i;
    markMember(d.trail, depth + 1, 'key');
    bytes += 1;
    if (tree.key === null) bytes += widthOf('uint64');
    else bytes += describeStruct(d, inside(tree.key, structValues(d, depth + 1, key), depth + 1), json);
    markMember(d.trail, depth + 1, 'value');
    bytes += describeStruct(d, inside(tree.value, structValues(d, depth + 1, own), depth + 1), json);
  }
  return bytes;
}
