import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { NULL_ADDRESS } from './access.ts';
import { raise } from './errors.ts';
import { Fault, visit } from './fault.ts';
import { isHooked } from './hooks.ts';
import { closeArray, closeObject, openObject } from './json-writer.ts';
import { beginSave, type SaveOptions, type Instance, type Machine } from './machine.ts';
import { TOO_LARGE, type NestedField } from './ops.ts';
import { openFields } from './vmdesc.ts';

/**
 * Writes the root object to the machine's output at the description's own
 * version and returns 0, or what refused it. QEMU 10.2, 11.1:
 * vmstate.c:vmstate_save_state.
 */
export function save(machine: Machine, description: VMStateDescription, memory: Memory, options: SaveOptions): number {
  beginSave(machine, memory, options);
  const writer = machine.describing;
  if (writer !== null) openObject(writer, null);
  const code = saveStruct(machine, description, rootOf(memory), description.version_id);
  if (writer !== null && code === 0) closeObject(writer);
  return code;
}

/** The address of what QEMU calls `opaque`. */
export function rootOf(memory: Memory): number {
  return memory.blocks[0]?.start ?? NULL_ADDRESS;
}

/** QEMU 10.2: vmstate.c:vmstate_save_state_v; 11.1: vmstate.c:vmstate_save_vmsd_v. */
export function saveStruct(machine: Machine, vmsd: VMStateDescription, opaque: number, version: number): number {
  const { ops } = machine;
  const hooked = isHooked(vmsd);
  if (hooked) {
    const code = ops.preSave(machine, vmsd, opaque);
    if (code !== 0) return code;
  }
  const writer = machine.describing;
  if (writer !== null) openFields(writer, vmsd, version);
  let code = ops.saveFields(machine, vmsd, opaque, version);
  // After a failure it stays open, and the entry around it cannot be closed.
  if (writer !== null && code === 0) closeArray(writer);
  if (code === 0 && vmsd.subsections !== undefined) code = ops.saveSubsections(machine, vmsd, opaque);
  // 11.2 leaves its function where a size cannot be computed.
  const left = machine.unsized;
  machine.unsized = false;
  return hooked && !left ? ops.postSave(machine, vmsd, opaque, code) : code;
}

/** A size or an allocation that cannot be: refused, and the stream has no error of it. */
export function tooLarge(machine: Machine, text: string): number {
  machine.message = text;
  raise(machine, text);
  return machine.ops.refusal(EINVAL);
}

/** QEMU 10.2, 11.1: the loop of the same functions. */
export function saveFields(machine: Machine, vmsd: VMStateDescription, opaque: number, version: number): number {
  const { ops } = machine;
  visit(machine);
  const depth = ++machine.depth;
  machine.versions[depth] = version;
  const object: Instance = { vmsd, opaque, version };
  for (const field of vmsd.fields) {
    machine.structs[depth] = vmsd;
    machine.fields[depth] = field;
    machine.indices[depth] = -1;
    const exists = field.field_exists === undefined ? ops.exists(field, version) : ops.test(machine, object, field);
    if (exists) {
      const code = saveField(machine, object, field);
      if (code !== 0) {
        machine.depth = depth - 1;
        return code;
      }
    } else if (ops.mustExist(field)) {
      throw new Fault('assertion: ', 'a field that must exist does not');
    }
  }
  machine.depth = depth - 1;
  return 0;
}

function saveField(machine: Machine, { vmsd, opaque }: Instance, field: VMStateField): number {
  const { ops, depth } = machine;
  const { flags } = field;
  const count = ops.count(machine, field, opaque);
  const size = ops.size(machine, field, opaque);
  if (size === TOO_LARGE) {
    machine.unsized = true;
    return tooLarge(machine, ops.words.sizeOverflow(field));
  }
  if (machine.measure) machine.measured.push(count, size);
  const first = firstElement(machine, field, opaque);
  checkFirst(field, first, size, count);
  if (machine.describing !== null) return ops.saveDescribed(machine, vmsd, field, { first, size, count });
  if (count > 1 && isEmpty(field, size)) return 0;
  for (let i = 0; i < count; i++) {
    if (i === ENDLESS) throw endless(count);
    visit(machine);
    machine.indices[depth] = i;
    const address = ops.element(field, first, size, i);
    const code =
      (flags & MARKED) !== 0 || address === NULL_ADDRESS
        ? saveMarked(machine, field, address, size)
        : saveElement(machine, field, address, size);
    if (code !== 0) {
      ops.saveFailed(machine, field, code);
      return code;
    }
  }
  return 0;
}

const MARKED = VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC;

/** An element that may be NULL: a marker, the element, or both. */
function saveMarked(machine: Machine, field: VMStateField, slot: number, size: number): number {
  const { ops } = machine;
  const address = pointee(machine, field, slot);
  const isNull = ops.isNull(field, address, size);
  const allocates = (field.flags & VMS.ARRAY_OF_POINTER_AUTO_ALLOC) !== 0;
  if (isNull || allocates) ops.putMarker(machine, field, !isNull);
  // Behind a marker the element has its own size, not that of its slot.
  return isNull ? 0 : saveElement(machine, field, address, allocates ? field.size | 0 : size);
}

/** The element that an entry of the array is or points to. */
export function pointee(machine: Machine, field: VMStateField, slot: number): number {
  if ((field.flags & VMS.ARRAY_OF_POINTER) === 0) return slot;
  if (slot === NULL_ADDRESS) throw new Fault('assertion: ', 'the array of pointers is NULL');
  return machine.ops.follow(machine, field, slot);
}

/** QEMU 10.2, 11.1: the head of vmstate.c's two loops, after VMS_ALLOC. */
export function firstElement(machine: Machine, field: VMStateField, opaque: number): number {
  const address = opaque + field.offset;
  return (field.flags & VMS.POINTER) === 0 ? address : machine.ops.first(machine, field, address);
}

/** QEMU 10.2, 11.1: the assertion behind it. */
export function checkFirst(field: VMStateField, first: number, size: number, count: number): void {
  if (first !== NULL_ADDRESS || count === 0 || size === 0 || (field.flags & VMS.POINTER) === 0) return;
  throw new Fault('assertion: ', `NULL pointer to ${count} elements of ${size} bytes`);
}

/** No walk that does something gets this far; a hostile count of empty structs does. */
export const ENDLESS: number = 2 ** 22;

export function endless(count: number): Fault {
  return new Fault('allocation: ', `walks over ${count} elements`);
}

/** Fields whose elements are structs: VMS_STRUCT goes before VMS_VSTRUCT. */
export const STRUCTS: number = VMS.STRUCT | VMS.VSTRUCT;

/** Elements without a byte: C walks over all of them, up to 2^31, and does nothing. */
export function isEmpty(field: VMStateField, size: number): boolean {
  if (size !== 0 || (field.flags & (STRUCTS | VMS.ARRAY_OF_POINTER)) !== 0) return false;
  return field.info === 'buffer' || field.info === 'unused_buffer';
}

/** QEMU 11.1: vmstate.c:vmstate_save_field. */
export function saveElement(machine: Machine, field: VMStateField, address: number, size: number): number {
  const { ops } = machine;
  const { flags, vmsd, info } = field;
  if ((flags & STRUCTS) !== 0) {
    if (vmsd === null) throw incomplete(field);
    if ((flags & VMS.STRUCT) === 0) return saveStruct(machine, vmsd, address, ops.vstructVersion(field, vmsd));
    const { errp } = machine;
    machine.errp = errp && ops.structErrors;
    const version = machine.versions[machine.depth] ?? 0;
    const code = saveStruct(machine, vmsd, address, ops.nestedVersion(vmsd, version));
    machine.errp = errp;
    return code;
  }
  if (info === null) throw incomplete(field);
  if (isNested(field)) return ops.putNested(machine, field, address, size);
  ops.put(machine, info, address, size);
  return field.results === undefined ? 0 : ops.putResult(machine, field.results.put);
}

/** Whether the field has a description in addition to its info. */
export function isNested(field: VMStateField): field is NestedField {
  return field.vmsd !== null;
}

/** C would follow a NULL pointer of the description itself. */
export function incomplete(field: VMStateField): Fault {
  return new Fault('', `has no ${(field.flags & STRUCTS) !== 0 ? 'vmsd' : 'info'}`);
}
