import { structOf, type Member, type StructShape, type Value } from '../../vmstate/model/model.ts';
import type { Load } from './state.ts';
import { markMember, pathAt } from '../path.ts';

/**
 * Lists every part of a freshly allocated field that no byte of the stream has
 * given a value: g_malloc leaves what was there before. Such a value is null,
 * or no bytes where the stream ended within them.
 */
export function listUnspecified(load: Load, member: Member, value: Value | undefined, depth: number): void {
  const struct = structOf(member.element);
  // The value of unused bytes is null by nature.
  if (member.element.kind === 'validate') return;
  if (member.element.kind === 'unused' && (member.count.kind === 'one' || value !== null)) return;
  if (member.count.kind === 'one' || !Array.isArray(value)) {
    listElement(load, struct, value, depth);
    return;
  }
  for (let i = 0; i < value.length; i++) {
    load.trail.indices[depth] = i;
    listElement(load, struct, value[i], depth);
  }
}

function listElement(load: Load, struct: StructShape | null, value: Value | undefined, depth: number): void {
  if (value === null || (load.reader.error !== 0 && value instanceof Uint8Array && value.length === 0)) {
    load.unspecified.push(pathAt(load.trail, depth));
    return;
  }
  if (struct !== null && Array.isArray(value)) listStruct(load, struct, value, depth);
}

/** The same for a struct as a whole; `trail` has its path at `depth`. */
export function listStruct(load: Load, struct: StructShape, value: readonly Value[], depth: number): void {
  const { members, subsections } = struct;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    if (member === undefined) continue;
    markMember(load.trail, depth + 1, member.name);
    listUnspecified(load, member, value[index], depth + 1);
  }
  subsections?.forEach(({ struct: part }, k) => {
    const values = value[members.length + k];
    if (!Array.isArray(values)) return;
    markMember(load.trail, depth + 1, part.name);
    listStruct(load, part, values, depth + 1);
  });
}
