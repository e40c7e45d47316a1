import { structsOf, type Member, type StructShape } from '../../vmstate/model/model.ts';

/** The members of a struct and of all structs and subsections in it, outermost first. */
export function everyMember(shape: StructShape): Member[] {
  return everyStruct(shape).flatMap(({ members }) => members);
}

/** A struct and all structs and subsections in it, outermost first. */
export function everyStruct(shape: StructShape): StructShape[] {
  const structs: StructShape[] = [];
  addStructs(structs, shape);
  return structs;
}

function addStructs(structs: StructShape[], shape: StructShape): void {
  structs.push(shape);
  for (const { element } of shape.members) for (const struct of structsOf(element)) addStructs(structs, struct);
  for (const { struct } of shape.subsections ?? []) addStructs(structs, struct);
}
