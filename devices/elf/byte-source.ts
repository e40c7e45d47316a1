import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { refuse } from '../problem.ts';

/** A file whose parts are read when they are needed: debug information, the largest part of a build, never is. */
export interface ByteSource {
  readonly size: number;
  /** `length` bytes at `offset`. Refuses what lies beyond the end. */
  read(offset: number, length: number): Uint8Array;
}

function checkRange(offset: number, length: number, size: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) refuse('the file is cut, or its headers are damaged');
}

/** Bytes that are already in memory; what it reads are views of them. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      checkRange(offset, length, bytes.length);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** A part of a file as a file of its own: a member of an archive. */
export function slice(source: ByteSource, start: number, size: number): ByteSource {
  checkRange(start, size, source.size);
  return {
    size,
    read(offset, length) {
      checkRange(offset, length, size);
      return source.read(start + offset, length);
    },
  };
}

/**
 * Opens a file for the time of `use`. Errors of the file system pass through; pipes and
 * devices are refused, which have no parts to read: opening a pipe waits for its writer.
 */
export function withFile<T>(path: string, use: (source: ByteSource) => T): T {
  const kind = statSync(path);
  if (!kind.isFile() && !kind.isDirectory()) refuse('it is not a regular file; write its bytes to one first');
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    return use({
      size,
      read(offset, length) {
        checkRange(offset, length, size);
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const count = readSync(descriptor, bytes, done, length - done, offset + done);
          if (count === 0) refuse('the file became shorter while it was read');
          done += count;
        }
        return bytes;
      },
    });
  } finally {
    closeSync(descriptor);
  }
}
