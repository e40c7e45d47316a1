import { elementCount, isNegative } from '../../vmstate/model/counts.ts';
import {
  isPresent,
  typeWord,
  type Element,
  type Member,
  type StructShape,
  type Value,
} from '../../vmstate/model/model.ts';

/** A struct at the version at which it is saved, with its values. */
export interface StructAt {
  readonly shape: StructShape;
  readonly version: number;
  readonly values: readonly Value[];
}

/** What a field is, one word for each feature: those of which pairs are to occur together. */
export function fieldAtoms(member: Member, value: Value, { shape: { members }, version, values }: StructAt): string[] {
  return [
    typeAtom(member.element),
    ...sizeAtoms(member.element, members, value),
    ...countAtoms(member, members, values),
    ...(member.storage === 'embedded' ? [] : [member.storage === 'pointer' ? 'pointer' : 'alloc']),
    ...slotAtoms(member, value),
    ...existenceAtoms(member, version, values),
    ...(member.copyOf === undefined ? [] : ['copy']),
  ];
}

function typeAtom(element: Element): string {
  switch (element.kind) {
    case 'list':
      return element.list;
    case 'struct':
      return element.version === undefined ? 'struct' : 'vstruct';
    case 'tree':
      return element.key === null ? 'tree of integers' : 'tree';
    default:
      return typeWord(element);
  }
}

function sizeAtoms(element: Element, members: readonly Member[], value: Value): string[] {
  const empty =
    ((element.kind === 'list' || element.kind === 'tree') && Array.isArray(value) && value.length === 0) ||
    (value instanceof Uint8Array && value.length === 0);
  const multiplied = element.kind === 'vbuffer' && element.multiply !== null;
  return [
    ...(empty ? ['empty'] : []),
    ...(multiplied ? ['multiplied size'] : []),
    ...(element.kind === 'vbuffer' && element.half !== undefined ? ['64-bit size'] : []),
    ...(element.kind === 'vbuffer' || element.kind === 'bitmap' ? siblingAtom(members[element.sizedBy], 'size') : []),
  ];
}

function countAtoms(member: Member, members: readonly Member[], values: readonly Value[]): string[] {
  const { count } = member;
  if (count.kind === 'one') return [];
  const n = elementCount(member, values);
  const many = isNegative(member, values)
    ? ['negative count']
    : n === 0
      ? ['no elements']
      : n === 1
        ? []
        : ['elements'];
  if (count.kind === 'fixed') return ['array', ...many];
  return [
    `varray ${count.type}`,
    ...(count.multiply === null ? [] : ['multiplied count']),
    ...siblingAtom(members[count.by], 'count'),
    ...many,
  ];
}

/** A count that no field carries has to be in the destination already. */
function siblingAtom(sibling: Member | undefined, what: string): string[] {
  return sibling?.migrated === false ? [`preset ${what}`] : [];
}

function slotAtoms({ slots }: Member, value: Value): string[] {
  if (slots === 'none') return [];
  return [
    slots === 'nullable' ? 'slots' : 'auto slots',
    ...(Array.isArray(value) && value.includes(null) ? ['NULL'] : []),
  ];
}

function existenceAtoms(member: Member, version: number, values: readonly Value[]): string[] {
  const { test, mustExist = false, migrated } = member;
  if (!migrated) return ['not migrated'];
  const there = isPresent(member, version, values);
  return [
    ...(test !== undefined ? [`test by ${test.kind}`] : member.version > 0 ? ['since'] : []),
    ...(mustExist ? ['must exist'] : []),
    ...(there ? [] : ['absent']),
  ];
}
