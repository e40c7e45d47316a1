import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import type { Machine } from './machine.ts';

/**
 * Before anything is read. QEMU 10.2: vmstate.c:vmstate_load_state; 11.1:
 * vmstate.c:vmstate_load_vmsd.
 */
export function checkVersion(machine: Machine, vmsd: VMStateDescription, version: number): number {
  if (version > vmsd.version_id) {
    return refuse(machine, `${vmsd.name}: version ${version} is too new for ${vmsd.version_id}`);
  }
  if (version < vmsd.minimum_version_id) {
    const minimum = vmsd.minimum_version_id;
    return refuse(machine, `${vmsd.name}: version ${version} is too old for ${minimum}`);
  }
  return 0;
}

function refuse(machine: Machine, message: string): number {
  machine.message = message;
  return EINVAL;
}

/** A nested struct is handled at its own local version, whatever is around it (10.2, 11.1). */
export function nestedVersion(vmsd: VMStateDescription): number {
  return vmsd.version_id;
}

/** The version that the field names, on both sides. QEMU 10.2, 11.1: vmstate.c, VMS_VSTRUCT. */
export function vstructVersion(field: VMStateField): number {
  return field.struct_version_id ?? 0;
}
