import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { neededCall } from '../../vmstate/hooks.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { ENOENT, QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { loadUint8 } from './access.ts';
import { complain, prepend } from './errors.ts';
import { getBe32, peekBuffer, peekByte, skip, type Input } from './input.ts';
import { closeArray, closeObject, openArray, openObject } from './json-writer.ts';
import { loadStruct } from './load.ts';
import type { Machine } from './machine.ts';
import { reserve } from './output.ts';
import { saveStruct } from './save.ts';

/** Those that are needed, in order. QEMU 10.2, 11.1: vmstate.c:vmstate_subsection_save. */
export function saveVmsdSubsections(machine: Machine, vmsd: VMStateDescription, opaque: number): number {
  const { ops, describing: writer } = machine;
  let opened = false;
  for (const sub of vmsd.subsections ?? []) {
    if (!ops.needed(machine, sub, opaque)) continue;
    if (writer !== null) {
      if (!opened) openArray(writer, 'subsections');
      openObject(writer, null);
    }
    opened = true;
    ops.putSubsectionHeader(machine, sub);
    const { errp } = machine;
    machine.errp = errp && ops.partErrors;
    const code = saveStruct(machine, sub, opaque, sub.version_id);
    machine.errp = errp;
    if (code !== 0) return code;
    if (writer !== null) closeObject(writer);
  }
  if (writer !== null && opened) closeArray(writer);
  return 0;
}

/** QEMU 7.2: vmstate.c:vmstate_save_needed; 10.2, 11.1: vmstate_section_needed. */
export function needed(machine: Machine, sub: VMStateDescription, opaque: number): boolean {
  if (sub.needed === undefined) return true;
  machine.ops.tell(machine, neededCall(sub.name), opaque);
  return loadUint8(machine, opaque + sub.needed) !== 0;
}

/** The length is a byte, and no more of the name than it says is sent. QEMU 10.2, 11.1: vmstate.c:vmstate_subsection_save. */
export function putSubsectionHeader({ output }: Machine, sub: VMStateDescription): void {
  const name = nameBytes(sub.name);
  const length = name.length & 0xff;
  const at = reserve(output, length + 6);
  output.bytes[at] = QEMU_VM_SUBSECTION;
  output.bytes[at + 1] = length;
  output.bytes.set(name.subarray(0, length), at + 2);
  output.view.setInt32(at + 2 + length, sub.version_id);
}

/**
 * After the fields of each struct, nested ones included, a load looks for
 * subsections. One whose name does not begin with the struct's is left to
 * whoever reads on; one that does must be known. The look takes nothing, but at
 * the end of the stream it sets the stream's error.
 * QEMU 10.2, 11.1: vmstate.c:vmstate_subsection_load.
 */
export function loadVmsdSubsections(machine: Machine, vmsd: VMStateDescription, opaque: number): number {
  const { input, ops } = machine;
  while (peekByte(input, 0) === QEMU_VM_SUBSECTION) {
    const length = peekByte(input, 1);
    if (!ops.claims(machine, nameBytes(vmsd.name), length)) return 0;
    const name = peekName(input, length);
    const sub = ops.findSubsection(vmsd, name);
    if (sub === undefined) {
      machine.message = `${vmsd.name}: the stream has a subsection that the description has not`;
      complain(machine, ops.words.noSubsection(textOf(name), vmsd));
      return ops.refusal(ENOENT);
    }
    skip(input, 2 + length);
    const code = loadStruct(machine, sub, opaque, ops.subsectionVersion(getBe32(input)));
    if (code !== 0) {
      prepend(machine, ops.words.beforeSubsection(sub.name, vmsd, code));
      return code;
    }
  }
  return 0;
}

/** A name is longer than the struct's and begins with it. */
export function claims({ input }: Machine, name: Uint8Array, length: number): boolean {
  if (length < name.length + 1) return false;
  if (peekBuffer(input, 2, length).length !== length) return false;
  return startsWith(input, name);
}

function startsWith(input: Input, name: Uint8Array): boolean {
  const from = input.index + 2;
  return name.every((byte, i) => input.buffer[from + i] === byte);
}

/** A C string: it ends at a zero byte. */
function peekName(input: Input, length: number): Uint8Array {
  const name = input.buffer.subarray(input.index + 2, input.index + 2 + length);
  const end = name.indexOf(0);
  return end < 0 ? name : name.subarray(0, end);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textOf(name: Uint8Array): string {
  return decoder.decode(name);
}

/** The first of the name. QEMU 10.2, 11.1: vmstate.c:vmstate_get_subsection. */
export function findSubsection({ subsections }: VMStateDescription, name: Uint8Array): VMStateDescription | undefined {
  return subsections?.find((sub) => {
    const own = nameBytes(sub.name);
    return own.length === name.length && own.every((byte, i) => byte === name[i]);
  });
}

/** Eight bits of it are kept. QEMU 10.2, 11.1: vmstate.c:vmstate_subsection_load. */
export function subsectionVersion(sent: number): number {
  return sent & 0xff;
}
