import { Fault } from './fault.ts';

/**
 * What an engine writes to. A save's bytes stay where they were written: each
 * takes the next part of a slab, because a fresh buffer for every save would
 * cost more than the save itself. A full slab is left to those who hold its parts.
 */
export interface Output {
  bytes: Uint8Array;
  view: DataView;
  /** Where the running save began. */
  start: number;
  used: number;
}

const SLAB = 32 * 1024;

/** More than any described device needs: beyond, a count or a size ran away. */
export const RUNAWAY: number = 256 * 1024 * 1024;

export function createOutput(): Output {
  const bytes = new Uint8Array(SLAB);
  return { bytes, view: new DataView(bytes.buffer), start: 0, used: 0 };
}

/** Forgets what a save before this one wrote, unless somebody took it. */
export function rewindOutput(output: Output): void {
  output.used = output.start;
}

/** Makes room for `length` more bytes and returns where they go. */
export function reserve(output: Output, length: number): number {
  if (output.used + length > output.bytes.length) move(output, length);
  const at = output.used;
  output.used = at + length;
  return at;
}

/** Goes on in a new slab. */
function move(output: Output, length: number): void {
  const before = output.bytes.subarray(output.start, output.used);
  const needed = before.length + length;
  if (needed > RUNAWAY) throw new Fault('allocation: ', `the stream would exceed ${RUNAWAY} bytes`);
  const bytes = new Uint8Array(Math.max(needed, before.length * 2, SLAB));
  bytes.set(before);
  output.bytes = bytes;
  output.view = new DataView(bytes.buffer);
  output.start = 0;
  output.used = before.length;
}

/** QEMU 10.2, 11.1: qemu-file.c:qemu_put_byte. */
export function putByte(output: Output, byte: number): void {
  const at = reserve(output, 1);
  output.bytes[at] = byte;
}

/** Hands over what was written; the next save goes on behind it. */
export function take(output: Output): Uint8Array {
  const bytes = output.bytes.subarray(output.start, output.used);
  output.start = output.used;
  return bytes;
}

/** A copy of what is written; the next save goes on in its place. */
export function writtenSoFar({ bytes, start, used }: Output): Uint8Array {
  return bytes.slice(start, used);
}
