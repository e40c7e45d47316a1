/** Cuts a stream of chunks into lines, which stay where they are as far as they are whole. */
export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Bytes after the last newline. */
  unfinished(): number;
}

/** Receives one line: `bytes` from `start` up to `end`, valid only during the call. */
export type LineListener = (bytes: Buffer, start: number, end: number) => void;

const NEWLINE = 0x0a;

/**
 * `onOverflow` is called once, when a line grows beyond `limit` bytes; nothing
 * is read any more after that.
 */
export function createLineSplitter(limit: number, onLine: LineListener, onOverflow: () => void): LineSplitter {
  let parts: Buffer[] = [];
  let length = 0;
  let overflown = false;

  function push(chunk: Buffer): void {
    let start = 0;
    while (!overflown) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) break;
      if (length + end - start > limit) {
        overflow();
        return;
      }
      if (parts.length === 0) {
        onLine(chunk, start, end);
      } else {
        parts.push(chunk.subarray(start, end));
        const line = Buffer.concat(parts);
        parts = [];
        length = 0;
        onLine(line, 0, line.length);
      }
      start = end + 1;
    }
    if (overflown || start === chunk.length) return;
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > limit) overflow();
  }

  function overflow(): void {
    overflown = true;
    parts = [];
    onOverflow();
  }

  return { push, unfinished: () => length };
}
