import { structsOf, type Member, type StructShape } from '../../vmstate/model/model.ts';

/** The members of a struct and of all structs and subsections in it, outermost first. */
export function everyMember(shape: StructShape): Member[] {
  return everyStruct(shape).flatMap(({ members }) => members);
}

/** A struct and all structs and subsections in it, outermost first. */
export function everyStruct(shape: StructShape): StructShape[] {
  const { members, subsections = [] } = shape;
  const structs = [...members.flatMap(({ element }) => structsOf(element)), ...subsections.map(({ struct }) => struct)];
  return [shape, ...structs.flatMap(everyStruct)];
}
