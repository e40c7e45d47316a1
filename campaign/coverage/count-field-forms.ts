import { VARRAYS, VMS } from '../../vmstate/host/flags.ts';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { isScalar, widthOf } from '../../vmstate/info.ts';
import { fieldForms } from './boundaries.ts';

const MANY = VMS.ARRAY | VARRAYS;

/** Counts forms of fields that the layout chooses and no model shows; `inTmp`: of a temporary object. */
export function countFieldForms(counts: Uint32Array, { info, flags, size }: VMStateField, inTmp: boolean): void {
  if (inTmp) {
    if ((flags & VMS.POINTER) !== 0) add(counts, fieldForms.tmpPointer);
    if ((flags & VMS.ARRAY_OF_POINTER) !== 0) add(counts, fieldForms.tmpSlots);
  }
  if (info === null || !isScalar(info)) return;
  if (flags === 0) add(counts, fieldForms.flagless);
  const isArray = (flags & MANY) !== 0 && (flags & VMS.ARRAY_OF_POINTER) === 0;
  if (isArray && size > widthOf(info)) add(counts, fieldForms.apart);
}

function add(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
