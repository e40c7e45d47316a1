import { structsOf, type StructShape } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { everyMember, everyStruct } from './every-member.ts';

/** Lengths of names are sent as one byte. */
const LONGEST = 255;

/**
 * Whether a load can take a subsection for one of another struct, or for none: its name does not begin as that
 * of its struct, begins as that of a member's struct as well, or is longer than its length can say; or a
 * member's struct has the name of a subsection (VMS-SUB-4).
 */
export function hasOddSubsection(shape: StructShape): boolean {
  const names = everyMember(shape).flatMap(({ element }) => structsOf(element).map(({ name }) => name));
  return everyStruct(shape).some(({ name: own, subsections = [] }) =>
    subsections.some(({ struct: { name } }) => {
      if (!name.startsWith(`${own}/`) || nameBytes(name).length > LONGEST) return true;
      return names.some((other) => other !== own && (name.startsWith(other) || other.startsWith(`${own}/`)));
    }),
  );
}
