import type { Member, StructShape, StructValue, Value } from '../../vmstate/model.ts';

/**
 * A change of one struct: its new shape, and what becomes of the values of
 * each of its instances. Written once for a struct, lifted to any depth.
 */
export interface Edit {
  readonly shape: StructShape;
  readonly values: (old: StructValue) => StructValue;
}

/** Replaces member `i`, mapping its value. */
export function replaceMember(shape: StructShape, i: number, member: Member, value: (old: Value) => Value): Edit {
  return {
    shape: { ...shape, members: shape.members.map((old, j) => (j === i ? member : old)) },
    values: (old) => old.map((v, j) => (j === i ? value(v) : v)),
  };
}

/** The same change for every element of a member's value. */
export function eachElement(member: Member, change: (element: Value) => Value): (value: Value) => Value {
  if (member.count.kind === 'one') return (value) => (value === null ? null : change(value));
  return (value) => (Array.isArray(value) ? value.map((element) => (element === null ? null : change(element))) : value);
}

/** Makes a change of the struct inside member `i` a change of the outer struct. */
export function lift(shape: StructShape, i: number, inner: Edit): Edit {
  const member = shape.members[i];
  if (member === undefined) return { shape, values: (old) => old };
  return replaceMember(
    shape,
    i,
    { ...member, element: { kind: 'struct', struct: inner.shape } },
    eachElement(member, (value) => (Array.isArray(value) ? inner.values(value) : value)),
  );
}

/** The member that holds the count or size of `member`, or -1; both are asked for by `reads`. */
export function reads(member: Member, counter: number): boolean {
  const { count, element } = member;
  return (count.kind === 'counted' && count.by === counter) || (element.kind === 'vbuffer' && element.sizedBy === counter);
}
