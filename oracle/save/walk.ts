import { traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import { isCarried, type Member, type Model, type StructShape, type Value } from '../../vmstate/model/model.ts';
import { copyBytes } from '../../vmstate/slab.ts';
import { VMS_MARKER_PTR_NULL, VMS_MARKER_PTR_VALID } from '../../vmstate/wire.ts';
import { byteLength } from './byte-length.ts';
import { countOf } from '../count.ts';
import { markMember } from '../path.ts';
import { isSaved, sentParts } from '../presence.ts';
import { putMarker, saveElement } from './element.ts';
import { fail, type Save } from './state.ts';
import { arrayProblem, slotsProblem } from '../slots.ts';
import { saveHeader } from '../wire/subsection-header.ts';

/**
 * Writes what a save of the model puts on the wire, and one span per leaf
 * unless nobody asks for them (vmstate.c: vmstate_save_state_v in
 * 10.2, vmstate_save_vmsd_v in 11.1; a struct is saved at its own version or at
 * that of its field, there is nothing on the wire between its fields, and its
 * subsections follow them).
 *
 * Throws OracleFault for values that contradict the shape.
 */
export function saveModel(save: Save, model: Model, dialect: Dialect): Uint8Array {
  const { writer } = save;
  writer.at = 0;
  save.traits = traitsOf(dialect);
  saveStruct(save, model.shape, model.values, model.shape.version, 0);
  return copyBytes(writer.bytes, writer.at);
}

/** The members at `depth`, then the subsections, at `version`. */
export function saveStruct(
  save: Save,
  shape: StructShape,
  values: readonly Value[],
  version: number,
  depth: number,
): void {
  const { members, subsections } = shape;
  checkValues(save, shape, values, depth);
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined) continue;
    if (member.test === undefined) {
      if (!isCarried(member, version)) continue;
    } else if (!isSaved(shape, member, version, values, save.trail, depth)) continue;
    markMember(save.trail, depth, member.name);
    saveField(save, shape, member, values, values[index], depth);
  }
  if (subsections === undefined) return;
  for (const [struct, inner] of sentParts(shape, values, save.trail, depth)) {
    saveHeader(save, struct, depth);
    saveStruct(save, struct, inner, struct.version, depth + 1);
  }
}

function checkValues(save: Save, { members, subsections }: StructShape, values: readonly Value[], depth: number): void {
  const parts = subsections === undefined ? 0 : subsections.length;
  if (values.length === members.length + parts) return;
  const wanted = parts === 0 ? `${members.length} members` : `${members.length} members and ${parts} subsections`;
  fail(save, depth - 1, `${values.length} values for ${wanted}`);
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
  const { trail } = save;
  const length =
    element.kind === 'vbuffer' || element.kind === 'bitmap' ? byteLength(shape, element, values, trail, depth) : 0;
  if (member.count.kind === 'one') {
    if (slots === 'none') saveElement(save, element, value, length, depth);
    else saveSlot(save, member, value, length, depth);
    return;
  }
  const problem = arrayProblem(member);
  if (problem !== undefined) fail(save, depth, problem);
  const n = countOf(shape, member, values, save.traits, trail, depth) ?? fail(save, depth, 'its count is unspecified');
  if (!Array.isArray(value)) fail(save, depth, 'an array field whose value is no array');
  if (value.length !== (n > 0 ? n : 0)) fail(save, depth, `${value.length} elements, but its count is ${n}`);
  for (let i = 0; i < value.length; i++) {
    trail.indices[depth] = i;
    if (slots === 'none') saveElement(save, element, value[i], length, depth);
    else saveSlot(save, member, value[i], length, depth);
  }
}

function saveSlot(save: Save, member: Member, value: Value | undefined, length: number, depth: number): void {
  const problem = slotsProblem(member, save.traits);
  if (problem !== undefined) fail(save, depth, problem);
  if (value === null) {
    putMarker(save, VMS_MARKER_PTR_NULL, 'null marker', null, depth);
    return;
  }
  if (member.slots === 'allocated') putMarker(save, VMS_MARKER_PTR_VALID, 'pointer marker', null, depth);
  saveElement(save, member.element, value, length, depth);
}
