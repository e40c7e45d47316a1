import { traitsOf, type Dialect } from '../../../vmstate/dialect.ts';
import type { VMStateDescription, VMStateField } from '../../../vmstate/host/description.ts';
import { VARRAYS, VMS } from '../../../vmstate/host/flags.ts';
import type { Width } from '../../../vmstate/info.ts';

/** The description with the flags of the dialect: since 11.2 a count has a width instead of a type. */
export function inWordsOf(dialect: Dialect, description: VMStateDescription): VMStateDescription {
  return traitsOf(dialect).ownWidths ? reworded(description) : description;
}

function reworded(description: VMStateDescription): VMStateDescription {
  const { fields, subsections } = description;
  return { ...description, fields: fields.map(rewordedField), subsections: subsections?.map(reworded) };
}

function rewordedField(field: VMStateField): VMStateField {
  const { flags, vmsd, key_vmsd: key } = field;
  const width = widthOfFlags(flags);
  // A validation is an array of no elements and no info.
  const isEmpty =
    field.info === null &&
    vmsd === null &&
    field.num === 0 &&
    (flags & (VMS.ARRAY | VMS.MUST_EXIST)) === (VMS.ARRAY | VMS.MUST_EXIST);
  return {
    ...field,
    flags: isEmpty
      ? (flags & ~VMS.ARRAY) | VMS.NO_STATE
      : width === undefined
        ? flags
        : (flags & ~VARRAYS) | VMS.VARRAY,
    num_width: field.num_width ?? width,
    vmsd: vmsd === null ? null : reworded(vmsd),
    key_vmsd: key === undefined ? undefined : reworded(key),
  };
}

function widthOfFlags(flags: number): Width | undefined {
  if ((flags & (VMS.VARRAY_INT32 | VMS.VARRAY_UINT32)) !== 0) return 4;
  if ((flags & VMS.VARRAY_UINT16) !== 0) return 2;
  return (flags & VMS.VARRAY_UINT8) !== 0 ? 1 : undefined;
}
