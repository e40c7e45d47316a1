import { hasMany, type Member, type Room, type Value } from '../vmstate/model/model.ts';
import { bufferLength } from '../vmstate/model/counts.ts';

/** True for a member of variable length that is stored inside its struct. */
export function varies({ element, count, storage }: Member): boolean {
  return element.kind === 'vbuffer' || (count.kind === 'counted' && storage === 'embedded');
}

/**
 * The room reserved for member `i`; `instances` are the values of all instances of its
 * struct. They share one layout, so the largest instance determines the room.
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

/** The values of all instances of the struct inside member `i` (for a tree: its nodes), possibly with nulls for NULL slots. */
export function innerInstances(member: Member, i: number, instances: readonly Value[]): readonly Value[] {
  const first = instances[0];
  const single = !hasMany(member);
  // Usually a single array of structs in one struct: reuse that array.
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

/** The values of a subsection in all instances of its struct; `at` is its index among the values of the struct. */
export function subsectionInstances(at: number, instances: readonly Value[]): readonly Value[] {
  const inner: Value[] = [];
  for (const values of instances) if (Array.isArray(values)) inner.push(values[at] ?? null);
  return inner;
}
