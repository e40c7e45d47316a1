import type { Member, StructShape } from '../../vmstate/model/model.ts';

/** Whether a device has no other fields than single numbers that are always there: all other devices consist of these. */
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
