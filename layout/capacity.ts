import { hasMany, type Member, type Room, type Value } from '../vmstate/model/model.ts';
import { bufferLength } from '../vmstate/model/counts.ts';

/** True for a member that lies inside its struct and varies in length. */
export function varies({ element, count, storage }: Member): boolean {
  return element.kind === 'vbuffer' || (count.kind === 'counted' && storage === 'embedded');
}

/**
 * The room of member `i`; `instances` are the values of every instance of its
 * struct. All instances have the same layout, so the room is that of the largest.
 */
export function roomFor(member: Member, i: number, instances: readonly Value[]): Room {
  const room = { elements: 0, bytes: 0 };
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

/** The values of every instance of the struct inside member `i` (of a tree: its nodes); NULL slots may stand between them. */
export function innerInstances(member: Member, i: number, instances: readonly Value[]): readonly Value[] {
  const first = instances[0];
  const single = !hasMany(member);
  // Mostly one array of structs in one struct: that array is the list already.
  if (instances.length === 1 && !single) {
    const value = Array.isArray(first) ? first[i] : null;
    return Array.isArray(value) ? value : [];
  }
  const inner: Value[] = [];
  for (const values of instances) {
    const value = Array.isArray(values) ? values[i] : null;
    if (!Array.isArray(value)) continue;
    if (single) inner.push(value);
    else for (const one of value) inner.push(one);
  }
  return inner;
}

/** The values of a subsection, `at` its place among the values of its struct, in every instance of that. */
export function subsectionInstances(at: number, instances: readonly Value[]): readonly Value[] {
  const inner: Value[] = [];
  for (const values of instances) if (Array.isArray(values)) inner.push(values[at] ?? null);
  return inner;
}
