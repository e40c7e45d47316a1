import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { ruleFault, type FaultyEngine } from './faulty-engine.ts';

/** Engines that think of members where QEMU thinks of fields. */
export const overlayFaults: readonly FaultyEngine[] = [
  ruleFault(
    {
      rules: ['VMS-STRUCT-2'],
      id: 'member-saved-once',
      breaks: 'A second field over the bytes of a first one is not saved.',
    },
    (right) => ({
      saveFields: (machine, vmsd, opaque, version) => right.saveFields(machine, onceEach(vmsd), opaque, version),
    }),
  ),
  ruleFault(
    {
      rules: ['VMS-STRUCT-2'],
      id: 'member-loaded-once',
      breaks: 'A second field over the bytes of a first one is not loaded.',
    },
    (right) => ({
      loadFields: (machine, vmsd, opaque, version) => right.loadFields(machine, onceEach(vmsd), opaque, version),
    }),
  ),
];

/** The description without fields over what a field before has described. */
function onceEach(vmsd: VMStateDescription): VMStateDescription {
  const fields = vmsd.fields.filter((field, i) => !vmsd.fields.some((other, k) => k < i && areOne(other, field)));
  return { ...vmsd, fields };
}

function areOne(one: VMStateField, other: VMStateField): boolean {
  if (one.info === 'unused_buffer' || one.info === 'tmp' || (one.info === null && one.vmsd === null)) return false;
  return (
    one.offset === other.offset &&
    one.flags === other.flags &&
    one.info === other.info &&
    one.size === other.size &&
    one.num === other.num
  );
}
