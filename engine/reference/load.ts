import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { EINVAL, EPERM } from '../../vmstate/wire.ts';
import type { LoadRequest } from '../engine.ts';
import { NULL_ADDRESS } from './access.ts';
import { complain, raise, printText } from './errors.ts';
import { visit } from './fault.ts';
import { isHooked } from './hooks.ts';
import { setStreamError } from './input.ts';
import { beginLoad, type Instance, type Machine } from './machine.ts';
import { FAILED, SKIPPED, TOO_LARGE } from './ops.ts';
import {
  endless,
  ENDLESS,
  checkFirst,
  firstElement,
  incomplete,
  isEmpty,
  isNested,
  rootOf,
  STRUCTS,
  tooLarge,
} from './save.ts';
import { typeName } from './vmdesc.ts';

/**
 * Reads a stream of the given version into the root object and returns 0, a
 * negative errno, or (up to 10.2) a positive result of a hook. QEMU 10.2, 11.1:
 * vmstate.c:vmstate_load_state.
 */
export function load(machine: Machine, request: LoadRequest): number {
  const { description, memory, versionId } = request;
  beginLoad(machine, memory, request);
  return loadStruct(machine, description, rootOf(memory), versionId);
}

/** QEMU 10.2: vmstate.c:vmstate_load_state; 11.1: vmstate.c:vmstate_load_vmsd. */
export function loadStruct(machine: Machine, vmsd: VMStateDescription, opaque: number, version: number): number {
  const { ops } = machine;
  const refused = ops.checkVersion(machine, vmsd, version);
  if (refused !== 0) {
    const { words } = ops;
    complain(machine, (version > vmsd.version_id ? words.versionTooNew : words.versionTooOld)(vmsd, version));
    return refused;
  }
  const hooked = isHooked(vmsd);
  if (hooked) {
    const code = ops.preLoad(machine, vmsd, opaque);
    if (code !== 0) return code;
  }
  let code = ops.loadFields(machine, vmsd, opaque, version);
  if (code !== 0) return code;
  code = ops.subsections(machine, vmsd, opaque);
  if (code !== 0) {
    ops.subsectionFailed(machine, code);
    return code;
  }
  return hooked ? ops.postLoad(machine, vmsd, opaque, version) : 0;
}

/** QEMU 10.2, 11.1: the loop of the same functions. 0 or a negative code. */
export function loadFields(machine: Machine, vmsd: VMStateDescription, opaque: number, version: number): number {
  const { ops } = machine;
  visit(machine);
  const depth = ++machine.depth;
  const object: Instance = { vmsd, opaque, version };
  let code = 0;
  for (const field of vmsd.fields) {
    machine.structs[depth] = vmsd;
    machine.fields[depth] = field;
    machine.indices[depth] = -1;
    const exists = field.field_exists === undefined ? ops.exists(field, version) : ops.test(machine, object, field);
    if (exists) {
      code = loadField(machine, object, field);
      if (code !== 0) printText(machine, ops.words.loadedField(vmsd, field));
    } else if (ops.mustExist(field)) code = absent(machine, vmsd, field, version);
    if (code !== 0) break;
  }
  machine.depth = depth - 1;
  return code;
}

function absent(machine: Machine, vmsd: VMStateDescription, field: VMStateField, version: number): number {
  machine.message = `${vmsd.name}/${field.name} must exist in version ${version}`;
  complain(machine, machine.ops.words.absent(vmsd, field));
  return machine.ops.refusal(EPERM);
}

function loadField(machine: Machine, { vmsd, opaque, version }: Instance, field: VMStateField): number {
  const { ops, depth, input } = machine;
  const count = ops.count(machine, field, opaque);
  const size = ops.size(machine, field, opaque);
  if (size === TOO_LARGE) return tooLarge(machine, ops.words.sizeOverflow(field));
  if ((field.flags & (VMS.POINTER | VMS.ALLOC)) === (VMS.POINTER | VMS.ALLOC)) {
    if (!ops.fits(machine, size, count)) {
      const overflows = size * count >= 2 ** 64;
      return tooLarge(machine, overflows ? ops.words.allocationOverflow(field) : ops.words.noMemory(field));
    }
    ops.allocateArray(machine, opaque + field.offset, size, count);
  }
  const first = firstElement(machine, field, opaque);
  checkFirst(field, first, size, count);
  // After the first element without a byte the question is the same after each.
  const walked = count > 1 && isEmpty(field, size) ? 1 : count;
  for (let i = 0; i < walked; i++) {
    if (i === ENDLESS) throw endless(count);
    visit(machine);
    machine.indices[depth] = i;
    let address = ops.element(field, first, size, i);
    if ((field.flags & VMS.ARRAY_OF_POINTER) !== 0 || address === NULL_ADDRESS) {
      address = ops.next(machine, field, address, size);
      if (address === SKIPPED) continue;
      if (address === FAILED) return EINVAL;
    }
    let code =
      (field.flags & STRUCTS) !== 0
        ? loadNested(machine, field, address, version)
        : loadInfo(machine, field, address, size);
    // A positive result is no failure here, nor is a positive error of the stream.
    if (code >= 0) code = input.error < 0 ? streamFailed(machine, vmsd, field) : 0;
    if (code !== 0) {
      setStreamError(input, code);
      return code;
    }
  }
  return 0;
}

/** The check of the stream after an element. */
function streamFailed(machine: Machine, vmsd: VMStateDescription, field: VMStateField): number {
  const { ops, input } = machine;
  machine.message = `${vmsd.name}/${field.name}: stream error ${input.error}`;
  raise(machine, ops.words.stream(vmsd, input.error));
  return ops.refusal(input.error);
}

function loadNested(machine: Machine, field: VMStateField, address: number, version: number): number {
  const { ops } = machine;
  const { vmsd, flags } = field;
  if (vmsd === null) throw incomplete(field);
  const nested = (flags & VMS.STRUCT) !== 0 ? ops.nestedVersion(vmsd, version) : ops.vstructVersion(field, vmsd);
  return loadStruct(machine, vmsd, address, nested);
}

function loadInfo(machine: Machine, field: VMStateField, address: number, size: number): number {
  const { ops } = machine;
  const { info } = field;
  if (info === null) throw incomplete(field);
  if (isNested(field)) return ops.getNested(machine, field, address, size);
  let code = ops.get(machine, info, address, size);
  if (code === 0 && field.results !== undefined) code = ops.getResult(machine, field.results.get);
  if (code < 0 && ops.infoErrors !== 'shared') raise(machine, ops.words.element(typeName(field), field, code));
  return code;
}
