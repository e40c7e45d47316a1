import type { Member, StructShape, Value } from '../vmstate/model.ts';
import type { Load } from './load-state.ts';
import { markMember, pathAt } from './path.ts';

/**
 * Lists every part of a freshly allocated field that no byte of the stream has
 * given a value: g_malloc leaves what was there before. Such a value is null.
 */
export function listUnspecified(load: Load, member: Member, value: Value | undefined, depth: number): void {
  const struct = member.element.kind === 'struct' ? member.element.struct : null;
  // The value of unused bytes is null by nature.
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
  if (value === null) {
    load.unspecified.push(pathAt(load.trail, depth));
    return;
  }
  if (struct === null || !Array.isArray(value)) return;
  for (let index = 0; index < value.length; index++) {
    const member = struct.members[index];
    if (member === undefined) continue;
    markMember(load.trail, depth + 1, member.name);
    listUnspecified(load, member, value[index], depth + 1);
  }
}
