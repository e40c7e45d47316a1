import { createReadStream } from 'node:fs';
import { errorCode, type FileError } from './files.ts';

/** Bytes that are read at once. */
const PIECE = 1 << 20;

/**
 * The lines of a text file, one after another: a file may be longer than a string
 * can be. They end with a line feed alone: Node's own reader also ends them at
 * characters that JSON has in strings. Ends with an error where the file cannot
 * be read.
 */
export async function* readLines(path: string): AsyncGenerator<string | FileError, undefined, undefined> {
  let begun: string[] = [];
  try {
    const pieces: AsyncIterable<string> = createReadStream(path, { encoding: 'utf8', highWaterMark: PIECE });
    for await (const piece of pieces) {
      const [first = '', ...rest] = piece.split('\n');
      begun.push(first);
      for (const next of rest) {
        yield begun.join('');
        begun = [next];
      }
    }
  } catch (error) {
    yield { kind: 'file-error', path, code: errorCode(error) };
    return;
  }
  const last = begun.join('');
  if (last !== '') yield last;
}
