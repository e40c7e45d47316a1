import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { existsCall } from '../../vmstate/hooks.ts';
import { loadUint8 } from './access.ts';
import type { Instance, Machine } from './machine.ts';

/** QEMU 10.2, 11.1: vmstate.c:vmstate_field_exists, without a field_exists hook. */
export function exists(field: VMStateField, version: number): boolean {
  return field.version_id <= version;
}

/**
 * If the field has a field_exists function, the function decides and the
 * field's version is ignored. QEMU 10.2, 11.1: vmstate.c:vmstate_field_exists.
 */
export function test(machine: Machine, { vmsd, opaque, version }: Instance, field: VMStateField): boolean {
  machine.ops.tell(machine, existsCall(vmsd.name, field.name, version), opaque);
  const answer = field.field_exists;
  if (answer === undefined) return machine.ops.exists(field, version);
  if (answer.kind === 'version') return version >= answer.from;
  return loadUint8(machine, opaque + answer.offset) !== 0;
}

/** Whether a field that does not exist is a failure. */
export function mustExist(field: VMStateField): boolean {
  return (field.flags & VMS.MUST_EXIST) !== 0;
}
