import type { Scalar } from '../../vmstate/info.ts';
import { freshBytes } from '../../vmstate/slab.ts';
import { EIO, IO_BUF_SIZE } from '../../vmstate/wire.ts';

/** How a load reads its stream. Absent options have QEMU's behaviour. */
export interface Reading {
  /** Maximum number of bytes that one read returns; absent: the free space in QEMU's buffer. */
  readonly chunk?: number | undefined;
  /** Reads continue although the stream has an error. */
  readonly readAfterError?: boolean | undefined;
  /** A buffer in which the stream ends gets the right bytes, not those that QEMU copies (VMS-STREAM-3). */
  readonly exactTail?: boolean | undefined;
  /**
   * A load looks for subsections only behind structs that have some (`own`), or behind these and the
   * outermost one: no release does, but other engines may, and differ only in VMS-LOAD-3.
   */
  readonly looks?: 'own' | 'outermost' | undefined;
}

/**
 * A stream being read. Past its end every byte reads as 0 and the first such
 * read, or peek, sets `error` to -EIO (qemu-file.c:qemu_fill_buffer and
 * qemu_peek_byte, all releases).
 *
 * QEMU reads through a buffer of 32 KiB. Its contents decide what can still be read after
 * an error, and what a field gets in which the stream ends.
 */
export interface WireReader {
  readonly wire: Uint8Array;
  readonly view: DataView;
  readonly reading: Reading;
  /** Bytes consumed; a peek consumes nothing. */
  at: number;
  /** The part of the stream that is in QEMU's buffer; it includes `at`. */
  start: number;
  end: number;
  /** The result of qemu_file_get_error: 0, a negative errno, or up to 10.2 a positive result of a hook. */
  error: number;
  /** A buffer in which the stream ended got bytes from a wrong position. */
  wrongTail: boolean;
  /** Because of an error the stream was not read to its end. */
  stoppedByError: boolean;
}

export function createWireReader(wire: Uint8Array, reading: Reading = {}): WireReader {
  const view = new DataView(wire.buffer, wire.byteOffset, wire.length);
  return { wire, view, reading, at: 0, start: 0, end: 0, error: 0, wrongTail: false, stoppedByError: false };
}

/** Sets the stream error; the first one is kept (qemu-file.c:qemu_file_set_error_obj). */
export function setError(reader: WireReader, error: number): void {
  if (reader.error === 0) reader.error = error;
}

/** Moves the rest to the front of QEMU's buffer and reads more; returns the number of bytes read (qemu-file.c:qemu_fill_buffer). */
function fill(reader: WireReader): number {
  const { wire, reading } = reader;
  reader.start = reader.at;
  if (reader.error !== 0 && reading.readAfterError !== true) {
    if (reader.end < wire.length) reader.stoppedByError = true;
    return 0;
  }
  const room = IO_BUF_SIZE - (reader.end - reader.start);
  const received = Math.min(room, wire.length - reader.end, reading.chunk ?? room);
  reader.end += received;
  if (received === 0) setError(reader, EIO);
  return received;
}

/** The byte at `offset` from here, without consuming it; 0 if there is none (qemu-file.c:qemu_peek_byte). */
export function peekStreamByte(reader: WireReader, offset: number): number {
  if (reader.at + offset >= reader.end) fill(reader);
  return reader.at + offset < reader.end ? (reader.wire[reader.at + offset] ?? 0) : 0;
}

/** True if there are `size` bytes at `offset` from here; otherwise sets the error (qemu-file.c:qemu_peek_buffer). */
export function hasBytes(reader: WireReader, size: number, offset: number): boolean {
  while (reader.end - reader.at - offset < size) {
    if (fill(reader) === 0) return false;
  }
  return true;
}

/** Consumes bytes that were peeked at (qemu-file.c:qemu_file_skip). */
export function skipSeen(reader: WireReader, size: number): void {
  reader.at += size;
}

export function readByte(reader: WireReader): number {
  if (reader.at >= reader.end) {
    fill(reader);
    if (reader.at >= reader.end) return 0;
  }
  return reader.wire[reader.at++] ?? 0;
}

/**
 * A big-endian scalar (qemu-file.c:qemu_get_be16/32/64). Any bool but 0 is
 * true: it is stored in a C bool (vmstate-types.c: get_bool in 10.2, load_bool
 * in 11.1).
 */
export function readScalar(reader: WireReader, type: Scalar): number | bigint {
  const { view, at } = reader;
  const left = reader.end - at;
  switch (type) {
    case 'bool':
      return readByte(reader) === 0 ? 0 : 1;
    case 'int8':
      return (readByte(reader) << 24) >> 24;
    case 'uint8':
      return readByte(reader);
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
  for (let i = 0; i < width; i++) value = value * 256 + readByte(reader);
  return value;
}

function getShort64(reader: WireReader): bigint {
  const high = getShort(reader, 4);
  return (BigInt(high) << 32n) | BigInt(getShort(reader, 4));
}

/**
 * Takes up to `size` bytes; fewer when the stream ends in them
 * (qemu-file.c:qemu_get_buffer).
 */
export function getBytes(reader: WireReader, size: number): Uint8Array {
  const bytes = freshBytes(Math.min(size, reader.wire.length - reader.at));
  let done = 0;
  while (done < size) {
    const taken = getPiece(reader, Math.min(size - done, IO_BUF_SIZE), bytes, done);
    if (taken === 0) break;
    done += taken;
  }
  return done === bytes.length ? bytes : bytes.slice(0, done);
}

/**
 * Where fewer bytes are left than are wanted, QEMU copies from where they stood
 * before it moved them to the front of its buffer: of n bytes that stood at i,
 * it takes those from i on, and gets the moved ones as far as they reach
 * (qemu-file.c:qemu_peek_buffer, whose index is not worked out again when
 * nothing more comes).
 */
function getPiece(reader: WireReader, size: number, into: Uint8Array, to: number): number {
  const { wire, at, reading } = reader;
  let index = at - reader.start;
  while (reader.end - at < size) {
    if (fill(reader) === 0) break;
    index = 0;
  }
  const left = reader.end - at;
  const taken = Math.min(size, left);
  const shift = taken < size && reading.exactTail !== true ? index : 0;
  if (taken > SHORT && shift === 0) into.set(wire.subarray(at, at + taken), to);
  else for (let j = 0; j < taken; j++) into[to + j] = wire[shift + j < left ? at + shift + j : at + j] ?? 0;
  if (taken < size && index > 0 && index < left) reader.wrongTail = true;
  reader.at += taken;
  return taken;
}

/** Above this, one native copy beats a loop of bytes. */
const SHORT = 32;

/** How many bytes QEMU reads at once of those that nobody wants (vmstate-types.c:get_unused_buffer). */
const UNUSED_BLOCK = 1024;

/** Reads and drops `size` bytes, as many as there are. */
export function dropBytes(reader: WireReader, size: number): void {
  for (let left = size; left > 0; left -= UNUSED_BLOCK) {
    const wanted = Math.min(left, UNUSED_BLOCK);
    hasBytes(reader, wanted, 0);
    const taken = Math.min(wanted, reader.end - reader.at);
    reader.at += taken;
    if (taken < wanted && !hasBytes(reader, 1, 0)) return;
  }
}
