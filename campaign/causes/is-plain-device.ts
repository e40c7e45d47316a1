import { isPlainNumber } from '../../spec/attribution/plain-number.ts';
import type { StructShape } from '../../vmstate/model/model.ts';

/** Whether a device has no other fields than single numbers that are always there: all other devices consist of these. */
export function isPlainDevice({ members, subsections, hooks }: StructShape): boolean {
  return hooks === undefined && subsections === undefined && members.every(isPlainNumber);
}
