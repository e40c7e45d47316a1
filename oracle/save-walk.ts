import { copyBytes } from '../vmstate/slab.ts';
import { traitsOf, type Dialect, type DialectTraits } from '../vmstate/dialect.ts';
import { isCarried, type Element, type Member, type Model, type StructShape, type Value } from '../vmstate/model.ts';
import { VMS_MARKER_PTR_NULL, VMS_MARKER_PTR_VALID } from '../vmstate/wire.ts';
import { countOf, vbufferLength, type Vbuffer } from './count.ts';
import { OracleFault } from './fault.ts';
import { createTrail, markMember, pathAt, type Trail } from './path.ts';
import { slotsProblem } from './slots.ts';
import { valueText, type Span, type SpanType } from './span.ts';
import { createWriter, putByte, putBytes, putScalar, putZeros, type WireWriter } from './wire-writer.ts';

/** One save in progress, or what the next one may use again. */
export interface Save {
  readonly writer: WireWriter;
  traits: DialectTraits;
  readonly trail: Trail;
  /** Gathers what each byte is; null when nobody asks. */
  readonly spans: Span[] | null;
}

export function createSave(dialect: Dialect, spans: Span[] | null): Save {
  return { writer: createWriter(), traits: traitsOf(dialect), trail: createTrail(), spans };
}

/**
 * Writes what a save of the model puts on the wire, and one span per leaf
 * unless nobody asks for them (vmstate.c: vmstate_save_state_v in
 * 10.2, vmstate_save_vmsd_v in 11.1; a struct is saved at its own version, and
 * there is nothing on the wire between its fields).
 *
 * Throws OracleFault for values that contradict the shape.
 */
export function saveModel(save: Save, model: Model, dialect: Dialect): Uint8Array {
  const { writer } = save;
  writer.at = 0;
  save.traits = traitsOf(dialect);
  saveStruct(save, model.shape, model.values, 0);
  return copyBytes(writer.bytes, writer.at);
}

function saveStruct(save: Save, shape: StructShape, values: readonly Value[], depth: number): void {
  const { members, version } = shape;
  if (values.length !== members.length) {
    throw new OracleFault(pathAt(save.trail, depth - 1), `${values.length} values for ${members.length} members`);
  }
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined || !isCarried(member, version)) continue;
    markMember(save.trail, depth, member.name);
    saveField(save, shape, member, values, values[index], depth);
  }
}

function saveField(
  save: Save,
  shape: StructShape,
  member: Member,
  values: readonly Value[],
  value: Value | undefined,
  depth: number,
): void {
  const { element, slots } = member;
  const length = element.kind === 'vbuffer' ? lengthOf(save, shape, element, values, depth) : 0;
  if (member.count.kind === 'one') {
    if (slots === 'none') saveElement(save, element, value, length, depth);
    else saveSlot(save, member, value, length, depth);
    return;
  }
  const { trail } = save;
  const n = countOf(shape, member, values, save.traits, trail, depth) ?? fail(save, depth, 'its count is unspecified');
  if (!Array.isArray(value)) fail(save, depth, 'an array field whose value is no array');
  if (value.length !== (n > 0 ? n : 0)) fail(save, depth, `${value.length} elements, but its count is ${n}`);
  for (let i = 0; i < value.length; i++) {
    trail.indices[depth] = i;
    if (slots === 'none') saveElement(save, element, value[i], length, depth);
    else saveSlot(save, member, value[i], length, depth);
  }
}

function lengthOf(
  save: Save,
  shape: StructShape,
  element: Vbuffer,
  values: readonly Value[],
  depth: number,
): number {
  const length = vbufferLength(shape, element, values, save.trail, depth);
  if (length === undefined) return fail(save, depth, 'its length is unspecified');
  // The engine hands the int on as a size_t: it would read nearly all of the
  // address space (vmstate.c:vmstate_size; vmstate-types.c, buffer's put).
  if (length < 0) return fail(save, depth, `a save of ${length} bytes`);
  return length;
}

function saveSlot(save: Save, member: Member, value: Value | undefined, length: number, depth: number): void {
  const problem = slotsProblem(member, save.traits);
  if (problem !== undefined) fail(save, depth, problem);
  if (value === null) {
    putMarker(save, VMS_MARKER_PTR_NULL, 'null marker', depth);
    return;
  }
  if (member.slots === 'allocated') putMarker(save, VMS_MARKER_PTR_VALID, 'pointer marker', depth);
  saveElement(save, member.element, value, length, depth);
}

function putMarker(save: Save, marker: number, type: SpanType, depth: number): void {
  const start = save.writer.at;
  putByte(save.writer, marker);
  if (save.spans !== null) addSpan(save, save.spans, start, type, null, depth);
}

function saveElement(save: Save, element: Element, value: Value | undefined, length: number, depth: number): void {
  const { writer, spans } = save;
  const start = writer.at;
  switch (element.kind) {
    case 'scalar':
      if (!putScalar(writer, element.type, value)) fail(save, depth, `no value of ${element.type}`);
      if (spans !== null) addSpan(save, spans, start, element.type, value, depth);
      return;
    case 'buffer':
    case 'vbuffer': {
      const size = element.kind === 'buffer' ? element.size : length;
      if (!(value instanceof Uint8Array) || value.length !== size) fail(save, depth, `not ${size} bytes`);
      putBytes(writer, value);
      if (spans !== null) addSpan(save, spans, start, 'buffer', value, depth);
      return;
    }
    case 'unused':
      putZeros(writer, element.size);
      if (spans !== null) addSpan(save, spans, start, 'unused', value, depth);
      return;
    case 'struct':
      if (!Array.isArray(value)) fail(save, depth, 'a struct without values');
      saveStruct(save, element.struct, value, depth + 1);
  }
}

function addSpan(
  save: Save,
  spans: Span[],
  start: number,
  type: SpanType,
  value: Value | undefined,
  depth: number,
): void {
  const length = save.writer.at - start;
  if (length === 0) return;
  spans.push({ start, length, path: pathAt(save.trail, depth), type, value: valueText(type, value) });
}

function fail(save: Save, depth: number, problem: string): never {
  throw new OracleFault(pathAt(save.trail, depth), problem);
}
