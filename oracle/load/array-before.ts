import type { Member, Value } from '../../vmstate/model/model.ts';
import { fail } from '../walk.ts';
import { isEmptyElement } from './allocation.ts';
import { undefinedAt, type Field, type Load, type Origin } from './state.ts';
import { zeroElement } from './zero-value.ts';

/**
 * The elements of an array as they are before its load, as many as the load
 * will visit: null for each whose bytes are uninitialised. The load is
 * undefined when there is no room for so many: the C would write behind the
 * array.
 */
export function arrayBefore(load: Load, field: Field): Value[] {
  const { member, count, length, depth, origin } = field;
  const before = field.target[field.at];
  const n = Math.max(0, count);
  if (isEmptyElement(member, length)) {
    // Elements without bytes need no room, only time.
    if (n > load.most.elements) undefinedAt(load, depth, `${n} elements without bytes`);
    return freshArray(member, n, 'malloc');
  }
  if (member.storage === 'embedded' && origin !== 'kept') {
    if (!hasRoom(load, field, n)) undefinedAt(load, depth, `no known room for ${n} elements`);
    return freshArray(member, n, origin);
  }
  if (Array.isArray(before)) {
    if (member.count.kind === 'fixed' && before.length !== n)
      fail(load, depth, `${before.length} elements, but its count is ${n}`);
    if (n > before.length || (n > 0 && !sameStride(member, before, length)))
      undefinedAt(load, depth, `${n} elements where there are ${before.length}`);
    return before.slice(0, n);
  }
  // Allocated just now, or behind a NULL pointer and then without elements.
  if (before !== null || (n > 0 && member.storage !== 'allocated'))
    fail(load, depth, 'an array field whose value is no array');
  return freshArray(member, n, 'malloc');
}

/** Elements of another length lie at other offsets, so their old values do not apply. */
function sameStride(member: Member, before: readonly Value[], length: number): boolean {
  if (member.element.kind !== 'vbuffer') return true;
  return before.every((value) => value instanceof Uint8Array && value.length === length);
}

function hasRoom(load: Load, { member, length }: Field, n: number): boolean {
  const { count, element } = member;
  if (n === 0) return true;
  const isBytes = element.kind === 'vbuffer';
  if (count.kind === 'fixed' && !isBytes) return true;
  const room = load.rooms?.get(member);
  if (room === undefined) return false;
  return isBytes ? length >= 0 && n * length <= room.elements * room.bytes : n <= room.elements;
}

function freshArray(member: Member, n: number, origin: Origin): Value[] {
  const items: Value[] = [];
  for (let i = 0; i < n; i++) {
    items.push(origin === 'malloc0' && member.slots === 'none' ? zeroElement(member.element) : null);
  }
  return items;
}
