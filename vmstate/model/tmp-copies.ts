import type { Element } from './element.ts';
import type { StructShape } from './struct-shape.ts';

/** A number of a temporary object, and the member of its parent that it is a copy of: their places in the two structs. */
export interface Copy {
  readonly own: number;
  readonly parent: number;
}

const NONE: readonly Copy[] = [];

/** The copies in an element; only a temporary object has any. */
export function copiesIn(element: Element): readonly Copy[] {
  if (element.kind !== 'tmp') return NONE;
  const { members } = element.struct;
  if (members.every(({ copyOf }) => copyOf === undefined)) return NONE;
  return members.flatMap(({ copyOf }, own) => (copyOf === undefined ? [] : [{ own, parent: copyOf }]));
}

/** The element, where the members of its parent have other places; one that is gone (below 0) is copied no more. */
export function movedCopies(element: Element, place: (by: number) => number): Element {
  if (copiesIn(element).length === 0 || element.kind !== 'tmp') return element;
  const { struct } = element;
  const members = struct.members.map((member) => {
    if (member.copyOf === undefined) return member;
    const at = place(member.copyOf);
    return { ...member, copyOf: at < 0 ? undefined : at };
  });
  return { ...element, struct: { ...struct, members } };
}

/** The struct of a temporary object as one that has no parent. */
export function withoutCopies(struct: StructShape): StructShape {
  const { members } = struct;
  if (members.every(({ copyOf }) => copyOf === undefined)) return struct;
  return { ...struct, members: members.map((member) => ({ ...member, copyOf: undefined })) };
}
