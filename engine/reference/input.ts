import { EIO } from '../../vmstate/wire.ts';

/** What an engine reads from (QEMU: migration/qemu-file.c, a QEMUFile open for reading). */
export interface Input {
  bytes: Uint8Array;
  /** Bytes taken so far. */
  position: number;
  /** 0, or the first error that happened: it sticks. */
  error: number;
}

export function createInput(): Input {
  return { bytes: new Uint8Array(0), position: 0, error: 0 };
}

export function rewindInput(input: Input, bytes: Uint8Array): void {
  input.bytes = bytes;
  input.position = 0;
  input.error = 0;
}

/** QEMU 10.2, 11.1: qemu-file.c:qemu_file_set_error. */
export function setStreamError(input: Input, code: number): void {
  if (input.error === 0) input.error = code;
}

/**
 * The byte at `offset` from here, without taking it; at the end of the stream
 * 0, and the error is set. QEMU 10.2, 11.1: qemu-file.c:qemu_peek_byte.
 */
export function peekByte(input: Input, offset: number): number {
  const byte = input.bytes[input.position + offset];
  if (byte !== undefined) return byte;
  setStreamError(input, EIO);
  return 0;
}

/**
 * How many of `length` bytes at `offset` from here exist; fewer set the error.
 * QEMU 10.2, 11.1: qemu-file.c:qemu_peek_buffer.
 */
export function peekBuffer(input: Input, offset: number, length: number): number {
  const available = input.bytes.length - input.position - offset;
  if (available >= length) return length;
  setStreamError(input, EIO);
  return available;
}

/** Takes a byte; 0 past the end. QEMU 10.2, 11.1: qemu-file.c:qemu_get_byte. */
export function getByte(input: Input): number {
  const byte = input.bytes[input.position];
  if (byte === undefined) {
    setStreamError(input, EIO);
    return 0;
  }
  input.position++;
  return byte;
}

/** QEMU 10.2, 11.1: qemu-file.c:qemu_get_be16. */
export function getBe16(input: Input): number {
  return (getByte(input) << 8) | getByte(input);
}

/** As a signed number. QEMU 10.2, 11.1: qemu-file.c:qemu_get_be32. */
export function getBe32(input: Input): number {
  const { bytes, position } = input;
  if (position + 4 <= bytes.length) {
    input.position = position + 4;
    return (
      ((bytes[position] ?? 0) << 24) |
      ((bytes[position + 1] ?? 0) << 16) |
      ((bytes[position + 2] ?? 0) << 8) |
      (bytes[position + 3] ?? 0)
    );
  }
  const high = getBe16(input);
  return (high << 16) | getBe16(input);
}

/**
 * Takes up to `length` bytes and returns how many there were; fewer set the
 * error. QEMU 10.2, 11.1: qemu-file.c:qemu_get_buffer.
 */
export function takeBytes(input: Input, length: number): number {
  const taken = peekBuffer(input, 0, length);
  input.position += taken;
  return taken;
}
