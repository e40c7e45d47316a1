import type { CMember } from './tree.ts';

/** An expression of C: an object, or a pointer to one. */
export interface Place {
  readonly text: string;
  readonly isPointer: boolean;
}

/** A variable. */
export function variable(text: string): Place {
  return { text, isPointer: false };
}

/** A member as it is declared, which may be a pointer or an array. */
export function memberAt({ text, isPointer }: Place, { name }: Pick<CMember, 'name'>): string {
  return `${text}${isPointer ? '->' : '.'}${name}`;
}

/** The one element of a member, or the element of an array that `index` says. */
export function elementAt(place: Place, member: CMember, index: number | string | null): Place {
  const { storage, slots } = member.planned.member;
  const text = memberAt(place, member);
  if (index === null) return { text, isPointer: storage !== 'embedded' };
  return { text: `${text}[${index}]`, isPointer: slots !== 'none' };
}

/** The value of a scalar. */
export function valueAt({ text, isPointer }: Place): string {
  return isPointer ? `*${text}` : text;
}
