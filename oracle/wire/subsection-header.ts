import type { StructShape } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { addSpan, type Save } from '../save/state.ts';
import { writeBe32, writeByte, writeBytes } from './writer.ts';

/** The name of a subsection as its header has it: its length is a byte, so of 256 bytes and more only the rest is sent. */
export function headerName(name: string): Uint8Array {
  const bytes = nameBytes(name);
  return bytes.subarray(0, bytes.length & 0xff);
}

/** The bytes of a subsection's header. */
export function headerSize(name: string): number {
  return 2 + headerName(name).length + 4;
}

/**
 * Writes what comes before a subsection (vmstate.c:vmstate_subsection_save, all
 * releases): a byte 5, the name with its length in a byte, the version in 32 bits.
 */
export function writeHeader(save: Save, { name, version }: StructShape, depth: number): void {
  const { writer } = save;
  const bytes = headerName(name);
  writeByte(writer, QEMU_VM_SUBSECTION);
  addSpan(save, depth, 'subsection marker', null);
  writeByte(writer, bytes.length);
  writeBytes(writer, bytes);
  addSpan(save, depth, 'subsection name', bytes);
  writeBe32(writer, version);
  addSpan(save, depth, 'subsection version', version);
}
