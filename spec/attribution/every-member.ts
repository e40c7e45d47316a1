import { structsOf, type Member, type StructShape } from '../../vmstate/model/model.ts';

/** The members of a struct and of all structs and subsections in it, outermost first. */
export function everyMember({ members, subsections = [] }: StructShape): Member[] {
  const structs = [...members.flatMap(({ element }) => structsOf(element)), ...subsections.map(({ struct }) => struct)];
  return [...members, ...structs.flatMap(everyMember)];
}
