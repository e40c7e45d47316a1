import { isCarried, type Member, type Value } from '../../vmstate/model/model.ts';
import { VMS_MARKER_PTR_NULL, VMS_MARKER_PTR_VALID } from '../../vmstate/wire.ts';
import { byteLength } from './byte-length.ts';
import { countOf, vbufferLength } from '../count.ts';
import { markMember } from '../path.ts';
import { isSaved, sentParts } from '../presence.ts';
import { writeElement } from './element.ts';
import { endAtPostSave, endAtPreSave, endAtSize } from './ending.ts';
import { writeMarker, type Save } from './state.ts';
import { arrayProblem, slotsProblem } from '../slots.ts';
import { fail, type Frame } from '../walk.ts';
import { writeHeader } from '../wire/subsection-header.ts';

/**
 * Writes the members of a struct, then its subsections (vmstate.c:
 * vmstate_save_state_v in 10.2, vmstate_save_vmsd_v in 11.1). Nothing on the
 * wire separates the fields.
 */
export function writeStruct(save: Save, frame: Frame): void {
  const { shape, version, depth } = frame;
  const { members, subsections, hooks } = shape;
  checkValues(save, frame);
  if (hooks !== undefined) endAtPreSave(save, frame);
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined) continue;
    if (member.test === undefined) {
      if (!isCarried(member, version)) continue;
    } else if (!isSaved(save, frame, member)) continue;
    markMember(save.trail, depth, member.name);
    saveField(save, frame, member, frame.values[index]);
  }
  if (subsections !== undefined) {
    for (const part of sentParts(save, frame)) {
      writeHeader(save, part.shape, depth);
      writeStruct(save, part);
    }
  }
  if (hooks !== undefined) endAtPostSave(save, frame);
}

function checkValues(save: Save, { shape: { members, subsections }, values, depth }: Frame): void {
  const parts = subsections === undefined ? 0 : subsections.length;
  if (values.length === members.length + parts) return;
  const wanted = parts === 0 ? `${members.length} members` : `${members.length} members and ${parts} subsections`;
  fail(save, depth - 1, `${values.length} values for ${wanted}`);
}

function saveField(save: Save, frame: Frame, member: Member, value: Value | undefined): void {
  const { depth } = frame;
  if (save.endings !== null && member.element.kind === 'vbuffer')
    endAtSize(save, vbufferLength(save, frame, member.element));
  if (member.count.kind === 'one') {
    saveSlot(save, frame, member, value);
    return;
  }
  const problem = arrayProblem(member);
  if (problem !== undefined) fail(save, depth, problem);
  const n = countOf(save, frame, member) ?? fail(save, depth, 'its count is unspecified');
  if (!Array.isArray(value)) fail(save, depth, 'an array field whose value is no array');
  if (value.length !== (n > 0 ? n : 0)) fail(save, depth, `${value.length} elements, but its count is ${n}`);
  // The engine computes the length of an array without elements, too.
  if (n <= 0 && member.element.kind === 'vbuffer') byteLength(save, frame, member.element);
  for (let i = 0; i < value.length; i++) {
    save.trail.indices[depth] = i;
    saveSlot(save, frame, member, value[i]);
  }
}

/** Writes an element, behind its slot if it has one. */
function saveSlot(save: Save, frame: Frame, member: Member, value: Value | undefined): void {
  const { element, slots } = member;
  if (slots !== 'none') {
    const { depth } = frame;
    const problem = slotsProblem(member, save.traits);
    if (problem !== undefined) fail(save, depth, problem);
    if (value === null) {
      writeMarker(save, depth, 'null marker', VMS_MARKER_PTR_NULL);
      return;
    }
    if (slots === 'allocated') writeMarker(save, depth, 'pointer marker', VMS_MARKER_PTR_VALID);
  }
  writeElement(save, frame, element, value);
}
