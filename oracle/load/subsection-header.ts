import type { StructShape } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { hasBytes, peekStreamByte, type WireReader } from '../wire/reader.ts';

/** The header of a subsection up to its version, as it stands on the wire. */
export interface SubsectionHeader {
  readonly length: number;
  /** As C reads it: up to the first zero byte. */
  readonly name: Uint8Array;
}

/** What comes next, if it is a subsection that begins with the struct's name; nothing is consumed. */
export function peekHeader(reader: WireReader, { name }: StructShape): SubsectionHeader | null {
  if (peekStreamByte(reader, 0) !== QEMU_VM_SUBSECTION) return null;
  const length = peekStreamByte(reader, 1);
  const prefix = nameBytes(name);
  if (length < prefix.length + 1 || !hasBytes(reader, length, 2)) return null;
  const { wire, at } = reader;
  const start = at + 2;
  for (let i = 0; i < prefix.length; i++) {
    if (wire[start + i] !== prefix[i]) return null;
  }
  const whole = wire.subarray(start, start + length);
  const end = whole.indexOf(0);
  return { length, name: end < 0 ? whole : whole.subarray(0, end) };
}

/** Whether the header names this subsection. */
export function isNamed({ name }: SubsectionHeader, { name: own }: StructShape): boolean {
  const bytes = nameBytes(own);
  return bytes.length === name.length && bytes.every((byte, i) => byte === name[i]);
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The name as text: what is no UTF-8 becomes U+FFFD. */
export function nameText({ name }: SubsectionHeader): string {
  return utf8.decode(name);
}
