import { isWide, type Scalar } from '../../vmstate/info.ts';
import type { Value } from '../../vmstate/model/model.ts';

/** Bytes being written: the first `at` of `bytes`. */
export interface WireWriter {
  bytes: Uint8Array;
  view: DataView;
  at: number;
}

export function createWireWriter(capacity = 1024): WireWriter {
  const bytes = new Uint8Array(capacity);
  return { bytes, view: new DataView(bytes.buffer), at: 0 };
}

/** Makes room for `size` more bytes. */
export function ensureCapacity(writer: WireWriter, size: number): void {
  const needed = writer.at + size;
  if (needed <= writer.bytes.length) return;
  const bytes = new Uint8Array(Math.max(needed, writer.bytes.length * 2));
  bytes.set(writer.bytes.subarray(0, writer.at));
  writer.bytes = bytes;
  writer.view = new DataView(bytes.buffer);
}

export function writeByte(writer: WireWriter, byte: number): void {
  ensureCapacity(writer, 1);
  writer.bytes[writer.at++] = byte;
}

export function writeBytes(writer: WireWriter, bytes: Uint8Array): void {
  ensureCapacity(writer, bytes.length);
  writer.bytes.set(bytes, writer.at);
  writer.at += bytes.length;
}

export function writeZeros(writer: WireWriter, size: number): void {
  ensureCapacity(writer, size);
  writer.bytes.fill(0, writer.at, writer.at + size);
  writer.at += size;
}

export function writeBe32(writer: WireWriter, value: number): void {
  ensureCapacity(writer, 4);
  writer.view.setUint32(writer.at, value);
  writer.at += 4;
}

/**
 * Writes a scalar big-endian at its own width (vmstate-types.c: the put and
 * save functions of the integer types; qemu-file.c: qemu_put_be16/32/64).
 * False, and nothing is written, if the value is no number (no bigint for the
 * 64-bit types).
 */
export function writeScalar(writer: WireWriter, type: Scalar, value: Value | undefined): boolean {
  ensureCapacity(writer, 8);
  if (typeof value === 'bigint') {
    if (!isWide(type)) return false;
    writer.view.setBigUint64(writer.at, value);
    writer.at += 8;
    return true;
  }
  if (typeof value !== 'number') return false;
  switch (type) {
    case 'bool':
    case 'int8':
    case 'uint8':
      writer.view.setUint8(writer.at, value);
      writer.at += 1;
      return true;
    case 'int16':
    case 'uint16':
      writer.view.setUint16(writer.at, value);
      writer.at += 2;
      return true;
    case 'int32':
    case 'uint32':
      writer.view.setUint32(writer.at, value);
      writer.at += 4;
      return true;
    case 'int64':
    case 'uint64':
    case 'cpudouble':
      return false;
  }
}
