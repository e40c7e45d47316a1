import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../campaign/fuzz/store.ts';
import { readRecord } from '../../campaign/stream/read.ts';
import type { ChunkRecord } from '../../campaign/stream/record.ts';
import { recordLine } from '../../campaign/stream/write.ts';
import { errorCode, errorText } from '../files.ts';
import { ProblemError, usageProblem, type CommandProblem } from '../outcome.ts';
import type { OpenStore } from './folder.ts';

/** Where a chunk begins in the file, and how many bytes it has. */
interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * The chunks of a campaign without a folder: in a file that has no name, so that
 * it goes with the process, however it ends.
 */
export function openSpill(): OpenStore | CommandProblem {
  const path = join(tmpdir(), `vmstate-conformance-${randomUUID()}`);
  const unwritable = (error: unknown): CommandProblem =>
    usageProblem(
      `${tmpdir()}, where fuzz keeps its results without --out, cannot be written (${errorText(errorCode(error))})`,
    );
  let file: number;
  try {
    file = openSync(path, 'wx+', 0o600);
    rmSync(path);
  } catch (error) {
    return unwritable(error);
  }
  const places = new Map<number, Place>();
  let end = 0;
  const put = (chunk: ChunkRecord): void => {
    const bytes = Buffer.from(recordLine(chunk));
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, end + done);
    } catch (error) {
      throw new ProblemError(unwritable(error));
    }
    places.set(chunk.first, { at: end, length: bytes.length });
    end += bytes.length;
  };
  const get = (first: number): ChunkRecord => {
    const { at = 0, length = 0 } = places.get(first) ?? {};
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, at);
    const read = readRecord(bytes.toString('utf8'));
    if (!read.ok || read.value.kind !== 'chunk') throw new Error(`the chunk of run ${first} cannot be read again`);
    return read.value;
  };
  return {
    kind: 'open',
    store: createStore({ put, get }),
    close: () => {
      closeSync(file);
    },
  };
}
