import { EIO, IO_BUF_SIZE } from '../../vmstate/wire.ts';

/**
 * What an engine reads from: a stream, and the buffer of 32 KiB that real QEMU
 * reads it through (migration/qemu-file.c, a QEMUFile open for reading).
 */
export interface Input {
  /** The stream, and how much of it was read into the buffer. */
  stream: Uint8Array;
  read: number;
  /** What one read gives at most. */
  chunk: number;
  ways: ReadingWays;
  readonly buffer: Uint8Array;
  /** The next byte in the buffer, and the end of what is there. */
  index: number;
  size: number;
  /** 0, or the first error that happened: it sticks. */
  error: number;
}

/** The decisions of a stream. */
export interface ReadingWays {
  /** Whether a stream with an error is read on: up to 7.2, where nothing that reads on sets one. */
  readonly afterError: boolean;
  /** Whether it reads again when one read gave less than is wanted. */
  readonly again: boolean;
  /** Whether the index of the first byte stays what it was when the bytes move and nothing more comes. */
  readonly staleIndex: boolean;
}

/** As all releases do. */
export const usualReading: ReadingWays = { afterError: false, again: true, staleIndex: true };

export function createInput(): Input {
  const buffer = new Uint8Array(IO_BUF_SIZE);
  return {
    stream: new Uint8Array(0),
    read: 0,
    chunk: IO_BUF_SIZE,
    ways: usualReading,
    buffer,
    index: 0,
    size: 0,
    error: 0,
  };
}

/** `chunk`: what one read of the stream gives at most; absent: all that there is room for. */
export function rewindInput(input: Input, bytes: Uint8Array, chunk: number | undefined, ways: ReadingWays): void {
  input.stream = bytes;
  input.read = 0;
  input.chunk = chunk ?? IO_BUF_SIZE;
  input.ways = ways;
  input.index = 0;
  input.size = 0;
  input.error = 0;
}

/** How many bytes of the stream were taken. */
export function takenOf({ read, size, index }: Input): number {
  return read - (size - index);
}

/** QEMU 10.2, 11.1: qemu-file.c:qemu_file_set_error. */
export function setStreamError(input: Input, code: number): void {
  if (input.error === 0) input.error = code;
}

/** QEMU 7.2 … 11.1: qemu-file.c:qemu_fill_buffer. */
function fillBuffer(input: Input): number {
  const { buffer, index, size, stream, read } = input;
  const pending = size - index;
  if (pending > 0 && index > 0) buffer.copyWithin(0, index, size);
  input.index = 0;
  input.size = pending;
  if (input.error !== 0 && !input.ways.afterError) return 0;
  const received = Math.min(IO_BUF_SIZE - pending, stream.length - read, input.chunk);
  if (received === 0) {
    setStreamError(input, EIO);
    return 0;
  }
  buffer.set(stream.subarray(read, read + received), pending);
  input.read += received;
  input.size += received;
  return received;
}

/**
 * The byte at `offset` from here, without taking it; at the end of the stream
 * 0, and the error is set. QEMU 10.2, 11.1: qemu-file.c:qemu_peek_byte.
 */
export function peekByte(input: Input, offset: number): number {
  if (input.index + offset >= input.size) fillBuffer(input);
  return input.index + offset < input.size ? (input.buffer[input.index + offset] ?? 0) : 0;
}

/** Where a peek found bytes, and how many. */
export interface Peeked {
  readonly at: number;
  readonly length: number;
}

/**
 * Up to `length` bytes at `offset` from here; fewer set the error. Where they
 * are is not worked out again when nothing more came, although they have moved.
 * QEMU 7.2 … 11.1: qemu-file.c:qemu_peek_buffer.
 */
export function peekBuffer(input: Input, offset: number, length: number): Peeked {
  let at = input.index + offset;
  let pending = input.size - at;
  while (pending < length) {
    const received = fillBuffer(input);
    if (received > 0 || !input.ways.staleIndex) at = input.index + offset;
    if (received === 0) break;
    pending = input.size - at;
    if (!input.ways.again) break;
  }
  return { at, length: Math.max(0, Math.min(length, pending)) };
}

/** The byte that comes next, without reading it; undefined at the end. */
export function nextByte(input: Input): number | undefined {
  return input.stream[takenOf(input)];
}

/** Puts back what was taken last. */
export function giveBack(input: Input, length: number): void {
  input.index = Math.max(0, input.index - length);
}

/** QEMU 7.2 … 11.1: qemu-file.c:qemu_file_skip. */
export function skip(input: Input, length: number): void {
  if (input.index + length <= input.size) input.index += length;
}

/** Takes a byte; 0 past the end. QEMU 10.2, 11.1: qemu-file.c:qemu_get_byte. */
export function getByte(input: Input): number {
  const byte = peekByte(input, 0);
  skip(input, 1);
  return byte;
}

/** QEMU 10.2, 11.1: qemu-file.c:qemu_get_be16. */
export function getBe16(input: Input): number {
  return (getByte(input) << 8) | getByte(input);
}

/** As a signed number. QEMU 10.2, 11.1: qemu-file.c:qemu_get_be32. */
export function getBe32(input: Input): number {
  const { buffer, index } = input;
  if (index + 4 <= input.size) {
    input.index = index + 4;
    return (
      ((buffer[index] ?? 0) << 24) |
      ((buffer[index + 1] ?? 0) << 16) |
      ((buffer[index + 2] ?? 0) << 8) |
      (buffer[index + 3] ?? 0)
    );
  }
  const high = getBe16(input);
  return (high << 16) | getBe16(input);
}

/**
 * Takes up to `length` bytes, tells `copy` where in the buffer each piece of
 * them is, and returns how many there were; fewer set the error.
 * QEMU 10.2, 11.1: qemu-file.c:qemu_get_buffer.
 */
export function takeBytes(input: Input, length: number, copy: (piece: Peeked, done: number) => void): number {
  let done = 0;
  while (done < length) {
    const piece = peekBuffer(input, 0, Math.min(length - done, IO_BUF_SIZE));
    if (piece.length === 0) break;
    copy(piece, done);
    skip(input, piece.length);
    done += piece.length;
  }
  return done;
}
