import type { Member, Value } from '../../vmstate/model.ts';
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

/** True for a member that lies inside its struct and varies in length. */
export function varies({ element, count, storage }: Member): boolean {
  return element.kind === 'vbuffer' || (count.kind === 'counted' && storage === 'embedded');
}

/** The room of member `i`; `instances` are the values of every instance of its struct. */
export function roomFor(member: Member, i: number, instances: readonly Value[]): Room {
  const room: Room = { elements: 0, bytes: 0 };
  const array = member.count.kind !== 'one';
  for (const values of instances) {
    if (!Array.isArray(values)) continue;
    const value = values[i];
    const elements = array && Array.isArray(value) ? value.length : 1;
    const bytes = bufferLength(member.element, values);
    if (elements > room.elements) room.elements = elements;
    if (bytes > room.bytes) room.bytes = bytes;
  }
  return room;
}

/** The values of every instance of the struct inside member `i`; NULL slots may stand between them. */
export function innerInstances({ count }: Member, i: number, instances: readonly Value[]): readonly Value[] {
  const first = instances[0];
  // Mostly one array of structs in one struct: that array is the list already.
  if (instances.length === 1 && count.kind !== 'one') {
    const value = Array.isArray(first) ? first[i] : null;
    return Array.isArray(value) ? value : [];
  }
  const inner: Value[] = [];
  for (const values of instances) {
    const value = Array.isArray(values) ? values[i] : null;
    if (!Array.isArray(value)) continue;
    if (count.kind === 'one') inner.push(value);
    else for (const element of value) inner.push(element);
  }
  return inner;
}
