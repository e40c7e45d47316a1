import { VMS } from '../../vmstate/host/flags.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';

/** The same description, but every plain array of pointers says the size of what it points to, or some other. */
export function withPointeeSizes(description: VMStateDescription): VMStateDescription {
  const fields = description.fields.map((field): VMStateField => {
    const vmsd = field.vmsd === null ? null : withPointeeSizes(field.vmsd);
    const plain = (field.flags & VMS.ARRAY_OF_POINTER) !== 0 && (field.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) === 0;
    if (!plain && vmsd === field.vmsd) return field;
    return { ...field, vmsd, size: plain ? field.size + 4 : field.size };
  });
  return fields.every((field, i) => field === description.fields[i]) ? description : { ...description, fields };
}
