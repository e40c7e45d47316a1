import type { Member, Value } from '../../vmstate/model/model.ts';
import { bitmapLength, countOf, vbufferLength } from '../count.ts';
import { slotsProblem } from '../slots.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { vmdescTypeName } from '../vmdesc/field.ts';
import { fail } from '../walk.ts';
import { setError } from '../wire/reader.ts';
import { checkAllocation, isAllocated, isEmptyElement, sizeProblem } from './allocation.ts';
import { arrayBefore } from './array-before.ts';
import { readElement } from './element.ts';
import { readSlot } from './slot.ts';
import {
  DONE,
  errnoOf,
  leave,
  reject,
  tell,
  undefinedAt,
  type Field,
  type Load,
  type LoadFrame,
  type Status,
} from './state.ts';
import { readUnused } from './unused.ts';
import { listUnspecified } from './unspecified.ts';

/**
 * Loads the field of member `index` into `values` (the body of the field loop
 * of vmstate.c: vmstate_load_state in 10.2, vmstate_load_vmsd in 11.1). The
 * count and the length are what their siblings hold at this moment.
 */
export function readField(load: Load, frame: LoadFrame, member: Member, index: number): Status {
  const { shape, values, depth, origin } = frame;
  const { element, storage, slots } = member;
  if (slots !== 'none') {
    const wrong = slotsProblem(member, load.traits);
    if (wrong !== undefined) fail(load, depth, wrong);
  }
  const count = countOf(load, frame, member) ?? undefinedAt(load, depth, 'its count is unspecified');
  const length = lengthOf(load, frame, member) ?? undefinedAt(load, depth, 'its length is unspecified');
  const field: Field = { shape, member, count, length, depth, target: values, at: index, origin };
  const problem = load.traits.ownWidths ? sizeProblem(member, count, length) : undefined;
  if (problem !== undefined) {
    leave(load, values, index, origin);
    const { why, said } = problem;
    if (said === null) load.saying.isUnknown = true;
    else tell(load, said, { field: member.name });
    return reject(load, depth, { code: EINVAL, cause: 'size', why });
  }
  if (element.kind === 'unused') return readUnused(load, field, element.size);
  if (isAllocated(member, count, length)) {
    checkAllocation(load, field);
    values[index] = null;
    field.origin = 'malloc';
    const status = loadElements(load, field);
    // Inside a block that is itself fresh, the field that owns the block lists them.
    if (origin !== 'malloc') listUnspecified(load, member, values[index], depth);
    return status;
  }
  const pointless = count === 0 || isEmptyElement(member, length);
  if (storage === 'pointer' && !pointless && (origin !== 'kept' || mayBeNull(member, values[index])))
    undefinedAt(load, depth, 'its pointer is NULL or uninitialised');
  if (origin === 'malloc' && slots !== 'none' && count > 0) undefinedAt(load, depth, 'its slots are uninitialised');
  return loadElements(load, field);
}

/**
 * Whether the pointer to a value may be NULL: that to no bytes may, also to elements that have none. A bitmap
 * of -1 bits has none, and yet its pointer counts. What is NULL behind the pointer to a single slot is the slot.
 */
function mayBeNull({ count, slots }: Member, value: Value | undefined): boolean {
  if (slots !== 'none' && count.kind === 'one') return false;
  const hasElements = Array.isArray(value) && value.length > 0;
  return value === null || (hasElements ? value.every(isNoBytes) : isNoBytes(value));
}

function isNoBytes(value: Value | undefined): boolean {
  return value instanceof Uint8Array && value.length === 0;
}

/** Bytes of a vbuffer, bits of a bitmap; 0 for all others; undefined when the sibling that holds it is unspecified. */
function lengthOf(load: Load, frame: LoadFrame, { element }: Member): number | undefined {
  if (element.kind === 'vbuffer') return vbufferLength(load, frame, element);
  return element.kind === 'bitmap' ? bitmapLength(load, frame, element) : 0;
}

function loadElements(load: Load, field: Field): Status {
  const { member, depth, origin } = field;
  const items = member.count.kind === 'one' ? null : arrayBefore(load, field);
  // Elements behind slots that a load allocates are zeroed, whatever memory holds the slots.
  if (member.slots === 'allocated') field.origin = 'malloc0';
  if (items === null) return loadOne(load, field);
  field.target[field.at] = items;
  field.target = items;
  for (let i = 0; i < items.length; i++) {
    load.trail.indices[depth] = i;
    field.at = i;
    const status = loadOne(load, field);
    if (status < 0) {
      for (let rest = i + 1; rest < items.length; rest++) leave(load, items, rest, origin);
      return status;
    }
  }
  return DONE;
}

/** One element, and the check of the stream that follows each. */
function loadOne(load: Load, field: Field): Status {
  const { reader } = load;
  const { member, length, depth } = field;
  if (reader.error < 0 && load.rules.markers && member.storage !== 'embedded' && isEmptyElement(member, length)) {
    // 11.1: vmstate_load_next passes over what a NULL pointer leads to, and the check behind it too.
    const why = 'whether the failed stream is noticed at an element of no bytes depends on its pointer';
    undefinedAt(load, depth, why);
  }
  if (member.slots !== 'none') {
    const step = readSlot(load, field);
    if (step.kind === 'null') return DONE;
    if (step.kind === 'failed') {
      tell(load, 'element', { type: 'nullptr', field: member.name, code: step.status });
      return step.status;
    }
  }
  const status = readElement(load, field);
  if (status < 0) {
    // The field around a failed struct sets it as the stream's error; the reason was recorded where it failed.
    setError(reader, status);
    if (member.element.kind !== 'struct')
      tell(load, 'element', { type: vmdescTypeName(member.element), field: member.name, code: status });
    return status;
  }
  // A positive value ended it early, but is no failure to those around.
  if (status !== DONE) load.missed++;
  // A stream's error can be such a value, which nothing takes for an error.
  if (reader.error < 0) {
    const why = `the stream has failed (${reader.error})`;
    const refused = reject(load, depth, { code: errnoOf(load, reader.error), cause: 'end', why });
    tell(load, 'stream', { struct: field.shape.name, code: reader.error });
    return refused;
  }
  return status;
}
