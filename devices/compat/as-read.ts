import type { Element, Member, StructShape, Subsection } from '../../vmstate/model/model.ts';

/**
 * The shape of what a load goes through, as a shape that is saved: at the
 * version of the stream; elements of lists and trees and temporary objects at
 * the version of their field (vmstate-types.c: get_qtailq, get_gtree, get_tmp);
 * subsections in the order, and at the version, in which the source sends them.
 * Values of `shape` fit, but for the order of subsections.
 */
export function asRead(shape: StructShape, source: StructShape | null, version: number): StructShape {
  const { members, subsections } = shape;
  return {
    ...shape,
    version,
    members: members.map((member, index) => memberAsRead(member, source?.members[index])),
    ...(subsections === undefined ? {} : { subsections: ordered(subsections, source?.subsections ?? []) }),
  };
}

function memberAsRead(member: Member, source: Member | undefined): Member {
  const element = elementAsRead(member, source?.element);
  // The member itself stays where nothing changes: values are found by it.
  return element === member.element ? member : { ...member, element };
}

function elementAsRead({ element, version }: Member, source: Element | undefined): Element {
  switch (element.kind) {
    case 'struct': {
      const { struct } = element;
      const same = source?.kind === 'struct' ? source.struct : null;
      return { ...element, struct: asRead(struct, same, struct.version) };
    }
    case 'list':
    case 'tmp':
      return { ...element, struct: asRead(element.struct, null, version) };
    case 'tree':
      return {
        ...element,
        key: element.key === null ? null : asRead(element.key, null, version),
        value: asRead(element.value, null, version),
      };
    default:
      return element;
  }
}

function ordered(own: readonly Subsection[], sent: readonly Subsection[]): Subsection[] {
  const place = ({ struct: { name } }: Subsection): number => {
    const index = sent.findIndex(({ struct }) => struct.name === name);
    return index < 0 ? sent.length : index;
  };
  return own
    .map((part) => {
      const same = sent.find(({ struct }) => struct.name === part.struct.name)?.struct ?? null;
      return { ...part, struct: asRead(part.struct, same, same?.version ?? part.struct.version) };
    })
    .sort((a, b) => place(a) - place(b));
}
