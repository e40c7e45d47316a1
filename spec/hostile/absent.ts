import { structsOf } from '../../vmstate/model/element.ts';
import type { Member } from '../../vmstate/model/member.ts';
import type { StructShape } from '../../vmstate/model/struct-shape.ts';
import { elementWith } from '../hooks/rehook.ts';

/** No description has this version. */
const NEVER = 0x7fffffff;

/** Members that a field describes, in a shape and everything in it: what `withAbsent` can choose from. */
export function countFields({ members, subsections = [] }: StructShape): number {
  const own = members.filter(({ migrated }) => migrated).length;
  const inner = members.reduce(
    (sum, { element }) => sum + structsOf(element).reduce((n, s) => n + countFields(s), 0),
    0,
  );
  return own + inner + subsections.reduce((sum, { struct }) => sum + countFields(struct), 0);
}

/** The shape with its `pick`-th field, of those at any depth, absent although it must exist. */
export function withAbsent(shape: StructShape, pick: number): StructShape {
  return changed({ left: pick }, shape);
}

/** How many fields come before the one that is looked for. */
interface Place {
  left: number;
}

function changed(place: Place, shape: StructShape): StructShape {
  const members = shape.members.map((member) => changedMember(place, member));
  const subsections = shape.subsections?.map((each) => ({ ...each, struct: changed(place, each.struct) }));
  return { ...shape, members, subsections };
}

function changedMember(place: Place, member: Member): Member {
  if (member.migrated && place.left-- === 0) {
    return { ...member, mustExist: true, test: { kind: 'version', from: NEVER } };
  }
  return { ...member, element: elementWith(member.element, (struct) => changed(place, struct)) };
}
