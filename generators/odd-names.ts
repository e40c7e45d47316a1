import type { Member, Model, StructShape } from '../vmstate/model/model.ts';
import type { Draw } from '../random/draw.ts';

/*
 * In the stream names are bytes; in the vmdesc they are text, in which JSON must escape
 * some characters. Real devices rarely have such names, so most cases do not have them
 * either, which keeps failing cases readable.
 */

/** Characters that QEMU escapes in different ways: by a letter, by a number, as a surrogate pair, as an invalid code point (util/unicode.c). */
export const oddCharacters: readonly string[] = [
  '"',
  '\\',
  '/',
  '\b',
  '\f',
  '\n',
  '\r',
  '\t',
  '\u0001',
  '\u007f',
  'é',
  '\u2028',
  '\u{1f600}',
  '\ufffe',
  '\ufdd0',
  '\u{2ffff}',
];

/** The model with an odd name for one of its members; siblings are referred to by index, not by name. */
export function withOddName(draw: Draw, { shape, values }: Model): Model {
  return { shape: oddIn(draw, shape), values };
}

function oddIn(draw: Draw, shape: StructShape): StructShape {
  const { members } = shape;
  const i = draw.below(Math.max(1, members.length));
  const member = members[i];
  if (member === undefined) return shape;
  return { ...shape, members: members.with(i, renamed(draw, member)) };
}

function renamed(draw: Draw, member: Member): Member {
  const { element } = member;
  if (element.kind === 'struct' && draw.chance(40))
    return { ...member, element: { ...element, struct: oddIn(draw, element.struct) } };
  const odd = oddCharacters[draw.below(oddCharacters.length)] ?? '"';
  const at = draw.below(member.name.length + 1);
  return { ...member, name: `${member.name.slice(0, at)}${odd}${member.name.slice(at)}` };
}
