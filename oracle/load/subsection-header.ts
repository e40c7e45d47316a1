import type { StructShape } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';
import { EIO, QEMU_VM_SUBSECTION } from '../../vmstate/wire.ts';
import { setError, type WireReader } from '../wire/reader.ts';

/** The header of a subsection up to its version, as it stands on the wire. */
export interface Header {
  readonly length: number;
  /** As C reads it: up to the first zero byte. */
  readonly name: Uint8Array;
}

/** What comes next, if it is a subsection that begins with the struct's name; nothing is consumed. */
export function peekHeader(reader: WireReader, { name }: StructShape): Header | null {
  const { wire, at } = reader;
  const first = wire[at];
  if (first === undefined) {
    setError(reader, EIO);
    return null;
  }
  if (first !== QEMU_VM_SUBSECTION) return null;
  const length = wire[at + 1];
  if (length === undefined) {
    setError(reader, EIO);
    return null;
  }
  const prefix = nameBytes(name);
  if (length < prefix.length + 1) return null;
  const start = at + 2;
  if (wire.length - start < length) {
    setError(reader, EIO);
    return null;
  }
  for (let i = 0; i < prefix.length; i++) {
    if (wire[start + i] !== prefix[i]) return null;
  }
  const whole = wire.subarray(start, start + length);
  const end = whole.indexOf(0);
  return { length, name: end < 0 ? whole : whole.subarray(0, end) };
}

/** Whether the header names this subsection. */
export function isNamed({ name }: Header, { name: own }: StructShape): boolean {
  const bytes = nameBytes(own);
  return bytes.length === name.length && bytes.every((byte, i) => byte === name[i]);
}
