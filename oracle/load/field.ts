import type { Element, Member, StructShape, StructValue, Value } from '../../vmstate/model/model.ts';
import { checkAllocation, isAllocated, isEmptyElement } from './allocation.ts';
import { arrayBefore } from './array-before.ts';
import { bitmapLength, countOf, vbufferLength } from '../count.ts';
import { OracleFault } from '../fault.ts';
import { loadElement } from './element.ts';
import { loadSlot, SKIPPED } from './slot.ts';
import {
  DONE,
  errnoOf,
  isPassed,
  leave,
  reject,
  undefinedAt,
  UNDEFINED,
  type Load,
  type Origin,
  type Status,
} from './state.ts';
import { loadUnused } from './unused.ts';
import { pathAt } from '../path.ts';
import { slotsProblem } from '../slots.ts';
import { listUnspecified } from './unspecified.ts';
import { setError } from '../wire/reader.ts';

/**
 * Loads the field of member `index` into `values` (the body of the field loop
 * of vmstate.c: vmstate_load_state in 10.2, vmstate_load_vmsd in 11.1). The
 * count and the length are what their siblings hold at this moment.
 */
export function loadField(
  load: Load,
  shape: StructShape,
  member: Member,
  values: StructValue,
  index: number,
  depth: number,
  origin: Origin,
): Status {
  const { element, storage, slots } = member;
  if (slots !== 'none') {
    const problem = slotsProblem(member, load.traits);
    if (problem !== undefined) throw new OracleFault(pathAt(load.trail, depth), problem);
  }
  const count = countOf(shape, member, values, load.traits, load.trail, depth);
  if (count === undefined) return undefinedAt(load, depth, 'its count is unspecified');
  if (element.kind === 'unused') return loadUnused(load, member, element.size, count, values, index, depth);
  const length = lengthOf(load, shape, element, values, depth);
  if (length === undefined) return undefinedAt(load, depth, 'its length is unspecified');
  if (isAllocated(member, count, length)) {
    const status = checkAllocation(load, member, count, length, depth);
    if (status !== DONE) return status;
    values[index] = null;
    const loaded = loadElements(load, member, values, index, count, length, depth, 'malloc');
    // Inside a block that is itself fresh, the field that owns the block lists them.
    if (origin !== 'malloc' && loaded !== UNDEFINED) listUnspecified(load, member, values[index], depth);
    return loaded;
  }
  const pointless = count === 0 || isEmptyElement(member, length);
  if (storage === 'pointer' && !pointless && (origin !== 'kept' || mayBeNull(values[index]))) {
    return undefinedAt(load, depth, 'its pointer is NULL or uninitialised');
  }
  if (origin === 'malloc' && slots !== 'none' && count > 0)
    return undefinedAt(load, depth, 'its slots are uninitialised');
  return loadElements(load, member, values, index, count, length, depth, origin);
}

/** Whether the pointer to a value may be NULL: that to no bytes may. A bitmap of -1 bits has none, and yet its pointer counts. */
function mayBeNull(value: Value | undefined): boolean {
  return value === null || (value instanceof Uint8Array && value.length === 0);
}

/** Bytes of a vbuffer, bits of a bitmap; 0 for all others. */
function lengthOf(
  load: Load,
  shape: StructShape,
  element: Element,
  values: readonly Value[],
  depth: number,
): number | undefined {
  if (element.kind === 'vbuffer') return vbufferLength(shape, element, values, load.trail, depth);
  return element.kind === 'bitmap' ? bitmapLength(shape, element, values, load.trail, depth) : 0;
}

function loadElements(
  load: Load,
  member: Member,
  values: StructValue,
  index: number,
  count: number,
  length: number,
  depth: number,
  origin: Origin,
): Status {
  if (member.count.kind === 'one') return loadOne(load, member, values, index, length, depth, origin);
  const items = arrayBefore(load, member, values[index], count, length, depth, origin);
  if (items === null) return UNDEFINED;
  values[index] = items;
  for (let i = 0; i < items.length; i++) {
    load.trail.indices[depth] = i;
    const status = loadOne(load, member, items, i, length, depth, origin);
    if (!isPassed(status)) {
      for (let rest = i + 1; rest < items.length; rest++) leave(load, items, rest, origin);
      return status;
    }
  }
  return DONE;
}

/** One element in `target[at]`, and the check of the stream that follows each. */
function loadOne(
  load: Load,
  member: Member,
  target: Value[],
  at: number,
  length: number,
  depth: number,
  origin: Origin,
): Status {
  const { reader } = load;
  if (reader.error < 0 && load.rules.markers && member.storage !== 'embedded' && isEmptyElement(member, length)) {
    // 11.1: vmstate_load_next passes over what a NULL pointer leads to, and the check behind it too.
    return undefinedAt(
      load,
      depth,
      'whether the failed stream is noticed at an element of no bytes depends on its pointer',
    );
  }
  let from = origin;
  if (member.slots !== 'none') {
    const status = loadSlot(load, member, target, at, depth);
    if (status === SKIPPED) return DONE;
    if (status !== DONE) return status;
    if (member.slots === 'allocated') from = 'malloc0';
  }
  const status = loadElement(load, member, target, at, length, depth, from);
  if (status < 0) {
    // Whoever holds a failed struct makes it the stream's error; why was said where it happened.
    setError(reader, status);
    return status;
  }
  // A positive value ended it early, but is no failure to those around.
  if (status !== DONE && status < UNDEFINED) load.missed++;
  // A stream's error can be such a value, which nobody takes for an error.
  if (isPassed(status) && reader.error < 0) {
    return reject(load, depth, errnoOf(load, reader.error), 'end', `the stream has failed (${reader.error})`);
  }
  return status;
}
