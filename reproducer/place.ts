import { columnsOf, type CMember } from './tree.ts';

/** An expression of C: an object, or a pointer to one. */
export interface CPlace {
  readonly text: string;
  readonly isPointer: boolean;
}

/** A variable. */
export function variable(text: string): CPlace {
  return { text, isPointer: false };
}

/** A member as it is declared, which may be a pointer or an array. */
export function memberAt({ text, isPointer }: CPlace, { name }: Pick<CMember, 'name'>): string {
  return `${text}${isPointer ? '->' : '.'}${name}`;
}

/** The one element of a member, or the element of an array that `index` says. A single slot is an array of one. */
export function elementAt(place: CPlace, member: CMember, index: number | string | null): CPlace {
  const { storage, slots } = member.planned.member;
  const text = memberAt(place, member);
  if (index === null && slots === 'none') return { text, isPointer: storage !== 'embedded' };
  const column = columnsOf(member) === 1 ? '' : '[0]';
  return { text: `${text}[${index ?? 0}]${column}`, isPointer: slots !== 'none' };
}

/** The value of a scalar. */
export function valueAt({ text, isPointer }: CPlace): string {
  return isPointer ? `*${text}` : text;
}
