import type { Member, StructShape, Value } from '../../vmstate/model.ts';
import { bufferLength } from '../values.ts';

/**
 * Room that a struct must keep for members whose length its values decide but
 * that live inside it: every instance of a struct has the same layout, so the
 * room is that of the largest.
 */
export interface Room {
  /** Elements. */
  elements: number;
  /** Bytes of one vbuffer element. */
  bytes: number;
}

export type Rooms = Map<Member, Room>;

/** True when some member lies inside its struct and varies in length. */
export function hasRooms(shape: StructShape): boolean {
  for (const member of shape.members) {
    if (varies(member) || (member.element.kind === 'struct' && hasRooms(member.element.struct))) return true;
  }
  return false;
}

function varies({ element, count, storage }: Member): boolean {
  return element.kind === 'vbuffer' || (count.kind === 'counted' && storage === 'embedded');
}

/** Walks all values once and notes the room of every embedded member of varying length. */
export function measureRooms(shape: StructShape, values: readonly Value[], rooms: Rooms): void {
  const { members } = shape;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const { element, count } = member;
    const sized = varies(member);
    if (!sized && element.kind !== 'struct') continue;
    const value = values[i];
    if (sized) note(rooms, member, Array.isArray(value) && count.kind !== 'one' ? value.length : 1, bufferLength(element, values));
    if (element.kind !== 'struct' || !Array.isArray(value)) continue;
    if (count.kind === 'one') measureRooms(element.struct, value, rooms);
    else for (const inner of value) if (Array.isArray(inner)) measureRooms(element.struct, inner, rooms);
  }
}

function note(rooms: Rooms, member: Member, elements: number, bytes: number): void {
  const room = rooms.get(member);
  if (room === undefined) rooms.set(member, { elements, bytes });
  else {
    room.elements = Math.max(room.elements, elements);
    room.bytes = Math.max(room.bytes, bytes);
  }
}
