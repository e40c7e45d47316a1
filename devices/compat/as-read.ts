import { structsOf, type Element, type Member, type StructShape, type Subsection } from '../../vmstate/model/model.ts';

/** The subsections that a save sends, in its order, by the name of each of them. */
export type SentParts = ReadonlyMap<string, readonly Subsection[]>;

/** The subsections of every struct of a shape, without those that `isSent` denies. */
export function partsSent(
  shape: StructShape,
  isSent: (part: Subsection, of: StructShape) => boolean = () => true,
): SentParts {
  const found = new Map<string, readonly Subsection[]>();
  const walk = (struct: StructShape): void => {
    const all = struct.subsections ?? [];
    const sent = all.filter((part) => isSent(part, struct));
    for (const part of all) if (!found.has(part.struct.name)) found.set(part.struct.name, sent);
    for (const { element } of struct.members) structsOf(element).forEach(walk);
    for (const part of all) walk(part.struct);
  };
  walk(shape);
  return found;
}

/**
 * The shape of what a load goes through, as a shape that is saved: at the
 * version of the stream; elements of lists and trees and temporary objects at
 * the version of their field (vmstate-types.c: get_qtailq, get_gtree, get_tmp);
 * of the subsections those that are sent, in the order and at the version of
 * the stream. A name that comes twice is read twice, by the first subsection
 * that has it (vmstate.c: vmstate_get_subsection).
 */
export function asRead(shape: StructShape, sent: SentParts, version: number): StructShape {
  const { members, subsections } = shape;
  return {
    ...shape,
    version,
    members: members.map((member) => memberAsRead(member, sent)),
    ...(subsections === undefined ? {} : { subsections: received(subsections, sent) }),
  };
}

function memberAsRead(member: Member, sent: SentParts): Member {
  const element = elementAsRead(member, sent);
  // The member itself stays where nothing changes: values are found by it.
  return element === member.element ? member : { ...member, element };
}

function elementAsRead({ element, version }: Member, sent: SentParts): Element {
  switch (element.kind) {
    case 'struct': {
      const { struct } = element;
      return { ...element, struct: asRead(struct, sent, struct.version) };
    }
    case 'list':
    case 'tmp':
      return { ...element, struct: asRead(element.struct, sent, version) };
    case 'tree':
      return {
        ...element,
        key: element.key === null ? null : asRead(element.key, sent, version),
        value: asRead(element.value, sent, version),
      };
    default:
      return element;
  }
}

function received(own: readonly Subsection[], sent: SentParts): Subsection[] {
  const sender = own.find(({ struct: { name } }) => sent.has(name));
  const coming = sender === undefined ? [] : (sent.get(sender.struct.name) ?? []);
  return coming.flatMap(({ struct: { name, version } }) => {
    const part = own.find(({ struct }) => struct.name === name);
    return part === undefined ? [] : [{ ...part, struct: asRead(part.struct, sent, version) }];
  });
}
