import { structOf, type Element } from './element.ts';
import { hasMany, type Member } from './member.ts';
import type { StructShape } from './struct-shape.ts';
import { copiesIn } from './tmp-copies.ts';
import type { StructValue, Value } from './value.ts';

/** The same values, in which each copy in a temporary object is what its parent's member is. */
export function withCopies(shape: StructShape, values: StructValue): StructValue {
  if (!hasCopies(shape)) return values;
  const { members, subsections = [] } = shape;
  return values.map((value, i) => {
    const member = members[i];
    return member === undefined
      ? within(subsections[i - members.length]?.struct ?? null, value)
      : ofMember(member, value, values);
  });
}

function ofMember(member: Member, value: Value, siblings: StructValue): Value {
  const { element } = member;
  if (!Array.isArray(value)) return value;
  if (element.kind === 'tree')
    return value.map((node) =>
      Array.isArray(node) ? node.map((side, k) => within(k === 0 ? element.key : element.value, side)) : node,
    );
  const struct = structOf(element);
  if (hasMany(member)) return value.map((each) => within(struct, each));
  return within(struct, copied(element, value, siblings));
}

/** The object with what its parent holds. */
function copied(element: Element, object: Value[], parent: StructValue): Value[] {
  const copies = copiesIn(element);
  if (copies.length === 0) return object;
  const own = object.slice();
  for (const copy of copies) own[copy.own] = parent[copy.parent] ?? null;
  return own;
}

function within(struct: StructShape | null, value: Value): Value {
  return struct !== null && Array.isArray(value) ? withCopies(struct, value) : value;
}

function hasCopies({ members, subsections = [] }: StructShape): boolean {
  return members.some(({ element }) => hasCopiesIn(element)) || subsections.some(({ struct }) => hasCopies(struct));
}

function hasCopiesIn(element: Element): boolean {
  if (element.kind === 'tree') return hasCopies(element.value) || (element.key !== null && hasCopies(element.key));
  const struct = structOf(element);
  return struct !== null && (copiesIn(element).length > 0 || hasCopies(struct));
}
