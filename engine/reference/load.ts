import type { VMStateDescription, VMStateField } from '../../vmstate/description.ts';
import { VMS } from '../../vmstate/flags.ts';
import type { Memory } from '../../vmstate/memory.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import { NULL_ADDRESS } from './access.ts';
import { setStreamError } from './input.ts';
import { beginLoad, type Machine } from './machine.ts';
import { FAILED, SKIPPED } from './ops.ts';
import { endless, ENDLESS, firstElement, incomplete, isEmpty, rootOf } from './save.ts';

const EPERM = -1;

/**
 * Reads a stream of the given version into the root object and returns 0 or a
 * negative errno. QEMU 10.2, 11.1: vmstate.c:vmstate_load_state.
 */
export function load(
  machine: Machine,
  description: VMStateDescription,
  memory: Memory,
  wire: Uint8Array,
  version: number,
): number {
  beginLoad(machine, memory, wire);
  return loadStruct(machine, description, rootOf(memory), version);
}

/** QEMU 10.2: vmstate.c:vmstate_load_state; 11.1: vmstate.c:vmstate_load_vmsd. */
function loadStruct(
  machine: Machine,
  vmsd: VMStateDescription,
  opaque: number,
  version: number,
): number {
  const { ops } = machine;
  const refused = ops.checkVersion(machine, vmsd, version);
  if (refused !== 0) return refused;
  const depth = ++machine.depth;
  for (const field of vmsd.fields) {
    machine.fields[depth] = field;
    machine.indices[depth] = -1;
    if (ops.exists(field, version)) {
      const code = loadField(machine, vmsd, field, opaque, version);
      if (code !== 0) return code;
    } else if ((field.flags & VMS.MUST_EXIST) !== 0) {
      machine.message = `${vmsd.name}/${field.name} must exist in version ${version}`;
      return ops.refusal(EPERM);
    }
  }
  machine.depth--;
  const code = ops.subsections(machine, vmsd);
  if (code !== 0) ops.subsectionFailed(machine, code);
  return code;
}

function loadField(
  machine: Machine,
  vmsd: VMStateDescription,
  field: VMStateField,
  opaque: number,
  version: number,
): number {
  const { ops, depth } = machine;
  const count = ops.count(machine, field, opaque);
  const size = ops.size(machine, field, opaque);
  if ((field.flags & (VMS.POINTER | VMS.ALLOC)) === (VMS.POINTER | VMS.ALLOC)) {
    ops.allocateArray(machine, field, opaque + field.offset, size, count);
  }
  const first = firstElement(machine, field, opaque, size, count);
  if (count > 1 && isEmpty(field, size)) return 0;
  for (let i = 0; i < count; i++) {
    if (i === ENDLESS) throw endless(count);
    machine.indices[depth] = i;
    let address = ops.element(field, first, size, i);
    if ((field.flags & VMS.ARRAY_OF_POINTER) !== 0 || address === NULL_ADDRESS) {
      address = ops.next(machine, field, address, size);
      if (address === SKIPPED) continue;
      if (address === FAILED) return EINVAL;
    }
    const code = loadElement(machine, vmsd, field, address, size, version);
    if (code !== 0) {
      setStreamError(machine.input, code);
      return code;
    }
  }
  return 0;
}

/** One element, and then the question whether the stream had it. */
function loadElement(
  machine: Machine,
  vmsd: VMStateDescription,
  field: VMStateField,
  address: number,
  size: number,
  version: number,
): number {
  const { ops, input } = machine;
  if ((field.flags & VMS.STRUCT) !== 0 && field.vmsd !== null) {
    const nested = ops.nestedVersion(field.vmsd, version);
    const code = loadStruct(machine, field.vmsd, address, nested);
    if (code !== 0) return code;
  } else if ((field.flags & VMS.STRUCT) === 0 && field.info !== null) {
    ops.get(machine, field.info, address, size);
  } else throw incomplete(field);
  if (input.error === 0) return 0;
  machine.message = `${vmsd.name}/${field.name}: stream error ${input.error}`;
  return ops.refusal(input.error);
}
