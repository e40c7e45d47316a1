import type { Member, Value } from '../../vmstate/model/model.ts';
import { isEmptyElement, MOST_ELEMENTS } from './allocation.ts';
import { OracleFault } from '../fault.ts';
import { undefinedAt, type Load, type Origin } from './state.ts';
import { pathAt } from '../path.ts';
import { zeroElement } from './zero-value.ts';

/**
 * The elements of an array as they are before its load, as many as the load
 * will visit: null for each whose bytes are uninitialised. Returns null, with
 * the reason in the load, when there is no room for so many: the C would write
 * behind the array.
 */
export function arrayBefore(
  load: Load,
  member: Member,
  before: Value | undefined,
  count: number,
  length: number,
  depth: number,
  origin: Origin,
): Value[] | null {
  const n = Math.max(0, count);
  if (isEmptyElement(member, length)) {
    // Elements without bytes need no room, only patience.
    if (n <= MOST_ELEMENTS) return freshArray(member, n, 'malloc');
    undefinedAt(load, depth, `${n} elements without bytes`);
    return null;
  }
  if (member.storage === 'embedded' && origin !== 'kept') {
    if (hasRoom(load, member, n, length)) return freshArray(member, n, origin);
    undefinedAt(load, depth, `no known room for ${n} elements`);
    return null;
  }
  if (Array.isArray(before)) {
    if (member.count.kind === 'fixed' && before.length !== n) {
      throw new OracleFault(pathAt(load.trail, depth), `${before.length} elements, but its count is ${n}`);
    }
    if (n <= before.length && (n === 0 || sameStride(member, before, length))) return before.slice(0, n);
    undefinedAt(load, depth, `${n} elements where there are ${before.length}`);
    return null;
  }
  // Allocated just now, or behind a NULL pointer and then without elements.
  if (before !== null || (n > 0 && member.storage !== 'allocated'))
    throw new OracleFault(pathAt(load.trail, depth), 'an array field whose value is no array');
  return freshArray(member, n, 'malloc');
}

/** Elements of another length would lie elsewhere: what each of them was is no longer a question. */
function sameStride(member: Member, before: readonly Value[], length: number): boolean {
  if (member.element.kind !== 'vbuffer') return true;
  return before.every((value) => value instanceof Uint8Array && value.length === length);
}

function hasRoom(load: Load, member: Member, n: number, length: number): boolean {
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
