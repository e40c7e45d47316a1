import type { Member, StructShape } from '../../vmstate/model/model.ts';

/** Numbers that are always there, and nothing else: what is wrong with these is wrong with every device. */
export function isPlainDevice({ members, subsections, hooks }: StructShape): boolean {
  return hooks === undefined && subsections === undefined && members.every(isPlainNumber);
}

function isPlainNumber({ element, count, storage, slots, version, test, mustExist }: Member): boolean {
  return (
    element.kind === 'scalar' &&
    count.kind === 'one' &&
    storage === 'embedded' &&
    slots === 'none' &&
    version === 0 &&
    test === undefined &&
    mustExist !== true
  );
}
