import type { Scalar } from '../../vmstate/info.ts';
import { EIO } from '../../vmstate/wire.ts';

/**
 * A stream being read. Past its end every byte reads as 0 and the first such
 * read, or peek, sets `error` to -EIO (qemu-file.c:qemu_fill_buffer and
 * qemu_peek_byte, 10.2 and 11.1).
 */
export interface WireReader {
  readonly wire: Uint8Array;
  readonly view: DataView;
  /** Bytes consumed; a peek consumes nothing. */
  at: number;
  /** What qemu_file_get_error answers: 0, a negative errno, or up to 10.2 a positive value that a hook returned. */
  error: number;
}

export function createReader(wire: Uint8Array): WireReader {
  return { wire, view: new DataView(wire.buffer, wire.byteOffset, wire.length), at: 0, error: 0 };
}

/** The first error of a stream is the one that stays (qemu-file.c:qemu_file_set_error_obj). */
export function setError(reader: WireReader, error: number): void {
  if (reader.error === 0) reader.error = error;
}

export function remaining(reader: WireReader): number {
  return reader.wire.length - reader.at;
}

export function getByte(reader: WireReader): number {
  const byte = reader.wire[reader.at];
  if (byte === undefined) {
    setError(reader, EIO);
    return 0;
  }
  reader.at++;
  return byte;
}

/**
 * A big-endian scalar (qemu-file.c:qemu_get_be16/32/64). Any bool but 0 is
 * true: it is stored in a C bool (vmstate-types.c: get_bool in 10.2, load_bool
 * in 11.1).
 */
export function getScalar(reader: WireReader, type: Scalar): number | bigint {
  const { view, at } = reader;
  const left = reader.wire.length - at;
  switch (type) {
    case 'bool':
      return getByte(reader) === 0 ? 0 : 1;
    case 'int8':
      return (getByte(reader) << 24) >> 24;
    case 'uint8':
      return getByte(reader);
    case 'int16':
      if (left < 2) return (getShort(reader, 2) << 16) >> 16;
      reader.at = at + 2;
      return view.getInt16(at);
    case 'uint16':
      if (left < 2) return getShort(reader, 2);
      reader.at = at + 2;
      return view.getUint16(at);
    case 'int32':
      if (left < 4) return getShort(reader, 4) | 0;
      reader.at = at + 4;
      return view.getInt32(at);
    case 'uint32':
      if (left < 4) return getShort(reader, 4);
      reader.at = at + 4;
      return view.getUint32(at);
    case 'int64':
      if (left < 8) return BigInt.asIntN(64, getShort64(reader));
      reader.at = at + 8;
      return view.getBigInt64(at);
    case 'uint64':
    case 'cpudouble':
      if (left < 8) return getShort64(reader);
      reader.at = at + 8;
      return view.getBigUint64(at);
  }
}

/** An unsigned number of `width` bytes, byte by byte: the stream may end within it. */
function getShort(reader: WireReader, width: 2 | 4): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + getByte(reader);
  return value;
}

function getShort64(reader: WireReader): bigint {
  const high = getShort(reader, 4);
  return (BigInt(high) << 32n) | BigInt(getShort(reader, 4));
}

/**
 * Takes up to `size` bytes and says how many there were; a short answer sets
 * the error (qemu-file.c:qemu_get_buffer). They end at `at`.
 */
export function takeBytes(reader: WireReader, size: number): number {
  const left = remaining(reader);
  if (size > left) setError(reader, EIO);
  const taken = size < left ? size : left;
  reader.at += taken;
  return taken;
}
