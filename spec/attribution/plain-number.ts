import type { Member } from '../../vmstate/model/model.ts';

/** Whether a member is one number that is always there: all others consist of these. */
export function isPlainNumber({ element, count, storage, slots, version, test, mustExist }: Member): boolean {
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
