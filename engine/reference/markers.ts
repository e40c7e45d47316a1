import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { EINVAL, VMS_MARKER_PTR_NULL, VMS_MARKER_PTR_VALID } from '../../vmstate/wire.ts';
import { NULL_ADDRESS } from './access.ts';
import { raise, printText } from './errors.ts';
import { Fault } from './fault.ts';
import { getByte, setStreamError } from './input.ts';
import type { Machine } from './machine.ts';
import { FAILED, SKIPPED } from './ops.ts';
import { putByte } from './output.ts';

/**
 * A NULL element of no size is no NULL element; one of a field that is no
 * array of pointers aborts. QEMU 10.2: vmstate.c:vmstate_save_state_v,
 * vmsd_create_fake_nullptr_field.
 */
export function isNullSized(field: VMStateField, address: number, size: number): boolean {
  if (address !== NULL_ADDRESS || size === 0) return false;
  if ((field.flags & VMS.ARRAY_OF_POINTER) === 0) {
    throw new Fault('assertion: ', 'NULL element of a field without VMS_ARRAY_OF_POINTER');
  }
  return true;
}

/** QEMU 11.1: vmstate.c:vmstate_save_vmsd_v, vmsd_init_ptr_marker_field. */
export function isNullSlot(field: VMStateField, address: number): boolean {
  const { flags } = field;
  const slots = (flags & VMS.ARRAY_OF_POINTER) !== 0;
  if (!slots && (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0) {
    throw new Fault('assertion: ', 'pointer marker for a field without VMS_ARRAY_OF_POINTER');
  }
  return slots && address === NULL_ADDRESS;
}

/** QEMU 10.2: vmstate-types.c:put_nullptr; 11.1: vmstate-types.c:save_ptr_marker. */
export function putMarker(machine: Machine, _field: VMStateField, valid: boolean): void {
  putByte(machine.output, valid ? VMS_MARKER_PTR_VALID : VMS_MARKER_PTR_NULL);
}

/**
 * The receiver's own NULL decides that a marker must follow. QEMU 10.2:
 * vmstate.c:vmstate_load_state, vmstate-types.c:get_nullptr.
 */
export function nextByOwnNull(machine: Machine, field: VMStateField, address: number, size: number): number {
  const slots = (field.flags & VMS.ARRAY_OF_POINTER) !== 0;
  const element = slots ? machine.ops.follow(machine, field, address) : address;
  if (!isNullSized(field, element, size)) return element;
  const marker = getByte(machine.input);
  if (marker === VMS_MARKER_PTR_NULL) return SKIPPED;
  machine.message = `${field.name}: no NULL marker for a NULL element`;
  const { words } = machine.ops;
  printText(machine, words.marker(marker));
  raise(machine, words.element('nullptr', field, EINVAL));
  setStreamError(machine.input, EINVAL);
  return FAILED;
}

/**
 * A NULL slot expects a marker, and AUTO_ALLOC a NULL slot. QEMU 11.1:
 * vmstate.c:vmstate_load_next, vmstate_ptr_marker_load.
 */
export function nextByMarker(machine: Machine, field: VMStateField, address: number): number {
  const { flags } = field;
  if ((flags & VMS.ARRAY_OF_POINTER) === 0) return address === NULL_ADDRESS ? SKIPPED : address;
  const element = machine.ops.follow(machine, field, address);
  const allocates = (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  if (element !== NULL_ADDRESS) {
    if (allocates) throw new Fault('assertion: ', 'slot to allocate is not NULL');
    return element;
  }
  const marker = getByte(machine.input);
  if (marker === VMS_MARKER_PTR_NULL) return SKIPPED;
  if (marker !== VMS_MARKER_PTR_VALID) {
    machine.message = `${field.name}: unexpected pointer marker ${marker}`;
    raise(machine, machine.ops.words.marker(marker));
    return FAILED;
  }
  if (!allocates) throw new Fault('assertion: ', 'marker of a valid element, but nothing allocates');
  const fresh = machine.ops.allocateObject(machine, field, address);
  return fresh === NULL_ADDRESS ? SKIPPED : fresh;
}
