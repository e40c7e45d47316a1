import type { Member, Model, StructValue, Value } from '../../vmstate/model/model.ts';

/** A member said in another way, with siblings that it needs, or null where there is no other way. */
type Restating = (member: Member, index: number, values: StructValue) => Change | null;

interface Change {
  readonly member: Member;
  /** A member to add at the end of the struct. */
  readonly sibling?: { readonly member: Member; readonly value: Value };
}

/** Restates the outermost struct's members; null when nothing changed. */
export function restate(model: Model, change: Restating): Model | null {
  const members = model.shape.members.slice();
  const values = model.values.slice();
  let changed = false;
  for (const [i, old] of model.shape.members.entries()) {
    const next = change(old, members.length, model.values);
    if (next === null) continue;
    changed = true;
    members[i] = next.member;
    if (next.sibling === undefined) continue;
    // The values of the subsections stay behind those of the members.
    values.splice(members.length, 0, next.sibling.value);
    members.push(next.sibling.member);
  }
  return changed ? { shape: { ...model.shape, members }, values } : null;
}
