/** Cuts a stream of chunks into lines without ever copying a byte twice. */
export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Bytes after the last newline. */
  unfinished(): number;
}

const NEWLINE = 0x0a;

/**
 * `onOverflow` is called once, when a line grows beyond `limit` bytes; nothing
 * is read any more after that.
 */
export function createLineSplitter(
  limit: number,
  onLine: (line: string) => void,
  onOverflow: () => void,
): LineSplitter {
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
        onLine(chunk.toString('utf8', start, end));
      } else {
        parts.push(chunk.subarray(start, end));
        const line = Buffer.concat(parts).toString('utf8');
        parts = [];
        length = 0;
        onLine(line);
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
