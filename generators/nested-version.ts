import type { Draw } from '../random/draw.ts';
import type { Member, Model, StructShape, Value } from '../vmstate/model/model.ts';
import { newStruct, structElement } from './uniform.ts';

/** A new last member of a nested struct, and its value. */
export interface NewField {
  readonly member: Member;
  readonly value: Value;
}

/**
 * The model with a new member, in a new version, of the struct of one of its fields; null if
 * it has none. The version of the outermost struct, which is all that a stream tells, stays.
 */
export function withNestedVersion(model: Model, draw: Draw, fieldOf: (of: StructShape) => NewField): Model | null {
  const { shape, values } = model;
  const structs = shape.members.flatMap(({ element, migrated }, i) =>
    element.kind === 'struct' && migrated ? [{ i, struct: element.struct, at: element.version }] : [],
  );
  const picked = structs[draw.below(Math.max(1, structs.length))];
  const holder = shape.members[picked?.i ?? -1];
  if (picked === undefined || holder === undefined) return null;
  const { i, struct, at } = picked;
  const { member, value } = fieldOf(struct);
  const { name, version, minimumVersion, members, subsections, hooks } = struct;
  const newer = newStruct({
    name,
    version: version + 1,
    minimumVersion,
    members: [...members, member],
    subsections,
    hooks,
  });
  const grown = (old: Value): Value => (Array.isArray(old) ? old.toSpliced(members.length, 0, value) : old);
  const own = values[i] ?? null;
  const isSingle = holder.count.kind === 'one';
  return {
    shape: { ...shape, members: shape.members.with(i, { ...holder, element: structElement(newer, at) }) },
    values: values.with(i, isSingle || !Array.isArray(own) ? grown(own) : own.map(grown)),
  };
}
