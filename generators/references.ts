import {
  movedCopies,
  type Element,
  type Member,
  type StructShape,
  type Subsection,
  type Test,
} from '../vmstate/model/model.ts';

/**
 * The struct's members and subsections with renumbered references to siblings:
 * `places` has the new index of each member, -1 for a removed one. A member whose test
 * read a removed sibling loses its test; the caller must remove members that are counted
 * by a removed sibling.
 */
export function renumbered(
  { members, subsections }: StructShape,
  places: readonly number[],
): Pick<StructShape, 'members' | 'subsections'> {
  return {
    members: members.map((member) => movedMember(member, places)),
    subsections: subsections?.map((subsection) => movedSubsection(subsection, places)),
  };
}

function movedMember(member: Member, places: readonly number[]): Member {
  const { count, test } = member;
  const lost = test?.kind === 'sibling' && placeOf(places, test.by) < 0;
  return {
    ...member,
    count: count.kind === 'counted' ? { ...count, by: placeOf(places, count.by) } : count,
    element: movedElement(member.element, places),
    test: movedTest(test, places),
    // By its version alone it might not exist.
    mustExist: lost ? undefined : member.mustExist,
  };
}

function movedElement(element: Element, places: readonly number[]): Element {
  return element.kind === 'vbuffer' || element.kind === 'bitmap'
    ? { ...element, sizedBy: placeOf(places, element.sizedBy) }
    : movedCopies(element, (by) => placeOf(places, by));
}

function movedTest(test: Test | undefined, places: readonly number[]): Test | undefined {
  if (test?.kind !== 'sibling') return test;
  const by = placeOf(places, test.by);
  return by < 0 ? undefined : { kind: 'sibling', by };
}

function movedSubsection({ struct, needed }: Subsection, places: readonly number[]): Subsection {
  const by = needed === undefined ? -1 : placeOf(places, needed);
  return { struct, needed: by < 0 ? undefined : by };
}

function placeOf(places: readonly number[], i: number): number {
  return places[i] ?? -1;
}

/** True if the sibling `by` is the number of elements, bytes or bits of `member`, which cannot exist without it. */
export function countsBy({ count, element }: Member, by: number): boolean {
  if (count.kind === 'counted' && count.by === by) return true;
  return (element.kind === 'vbuffer' || element.kind === 'bitmap') && element.sizedBy === by;
}
