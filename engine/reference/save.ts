import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import { VMS } from '../../vmstate/flags.ts';
import type { Memory } from '../../vmstate/memory.ts';
import { NULL_ADDRESS } from './access.ts';
import { Fault } from './fault.ts';
import { beginSave, type Machine } from './machine.ts';

/**
 * Writes the root object to the machine's output at the description's own
 * version. QEMU 10.2, 11.1: vmstate.c:vmstate_save_state.
 */
export function save(
  machine: Machine,
  description: VMStateDescription,
  memory: Memory,
  measure: boolean,
): void {
  beginSave(machine, memory, measure);
  saveStruct(machine, description, rootOf(memory), description.version_id);
}

/** The address of what QEMU calls `opaque`. */
export function rootOf(memory: Memory): number {
  return memory.blocks[0]?.start ?? NULL_ADDRESS;
}

/** QEMU 10.2: vmstate.c:vmstate_save_state_v; 11.1: vmstate.c:vmstate_save_vmsd_v. */
function saveStruct(
  machine: Machine,
  vmsd: VMStateDescription,
  opaque: number,
  version: number,
): void {
  const depth = ++machine.depth;
  for (const field of vmsd.fields) {
    machine.fields[depth] = field;
    machine.indices[depth] = -1;
    if (machine.ops.exists(field, version)) saveField(machine, field, opaque, version);
    else if ((field.flags & VMS.MUST_EXIST) !== 0) {
      throw new Fault('assertion: ', 'a field that must exist does not');
    }
  }
  machine.depth--;
}

function saveField(machine: Machine, field: VMStateField, opaque: number, version: number): void {
  const { ops, depth } = machine;
  const { flags } = field;
  const count = ops.count(machine, field, opaque);
  const size = ops.size(machine, field, opaque);
  if (machine.measure) machine.measured.push(count, size);
  const first = firstElement(machine, field, opaque, size, count);
  if (count > 1 && isEmpty(field, size)) return;
  for (let i = 0; i < count; i++) {
    if (i === ENDLESS) throw endless(count);
    machine.indices[depth] = i;
    const address = ops.element(field, first, size, i);
    if ((flags & MARKED) !== 0 || address === NULL_ADDRESS) {
      saveMarked(machine, field, address, size, version);
    } else saveElement(machine, field, address, size, version);
  }
}

const MARKED = VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC;

/** An element that may be NULL: a marker, the element, or both. */
function saveMarked(
  machine: Machine,
  field: VMStateField,
  slot: number,
  size: number,
  version: number,
): void {
  const { ops } = machine;
  const { flags } = field;
  let address = slot;
  if ((flags & VMS.ARRAY_OF_POINTER) !== 0) {
    if (slot === NULL_ADDRESS) throw new Fault('assertion: ', 'the array of pointers is NULL');
    address = ops.follow(machine, field, slot);
  }
  const isNull = ops.isNull(field, address, size);
  const allocates = (flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  if (isNull || allocates) ops.putMarker(machine, field, !isNull);
  // Behind a marker the element has its own size, not that of its slot.
  if (!isNull) saveElement(machine, field, address, allocates ? field.size | 0 : size, version);
}

/** QEMU 10.2, 11.1: the head of vmstate.c's two loops, after VMS_ALLOC. */
export function firstElement(
  machine: Machine,
  field: VMStateField,
  opaque: number,
  size: number,
  count: number,
): number {
  const address = opaque + field.offset;
  if ((field.flags & VMS.POINTER) === 0) return address;
  const first = machine.ops.first(machine, field, address);
  if (first === NULL_ADDRESS && count !== 0 && size !== 0) {
    throw new Fault('assertion: ', `NULL pointer to ${count} elements of ${size} bytes`);
  }
  return first;
}

/** No walk that does something gets this far; a hostile count of empty structs does. */
export const ENDLESS: number = 2 ** 22;

export function endless(count: number): Fault {
  return new Fault('allocation: ', `walks over ${count} elements`);
}

/** Elements without a byte: C walks over all of them, up to 2^31, and does nothing. */
export function isEmpty(field: VMStateField, size: number): boolean {
  if (size !== 0 || (field.flags & (VMS.STRUCT | VMS.ARRAY_OF_POINTER)) !== 0) return false;
  return field.info === 'buffer' || field.info === 'unused_buffer';
}

function saveElement(
  machine: Machine,
  field: VMStateField,
  address: number,
  size: number,
  version: number,
): void {
  if ((field.flags & VMS.STRUCT) !== 0 && field.vmsd !== null) {
    const nested = machine.ops.nestedVersion(field.vmsd, version);
    saveStruct(machine, field.vmsd, address, nested);
  } else if ((field.flags & VMS.STRUCT) === 0 && field.info !== null) {
    machine.ops.put(machine, field.info, address, size);
  } else throw incomplete(field);
}

/** C would follow a NULL pointer of the description itself. */
export function incomplete(field: VMStateField): Fault {
  return new Fault('', `has no ${(field.flags & VMS.STRUCT) !== 0 ? 'vmsd' : 'info'}`);
}
