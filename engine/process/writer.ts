import type { Writable } from 'node:stream';
import type { RequestBody } from '../protocol/encode-request.ts';

/** Gathers requests and hands them to a stream in few large writes. */
export interface Writer {
  write(id: number, body: RequestBody): void;
  flush(): void;
}

const FLUSH_SIZE = 64 * 1024;

export function createLineWriter(stream: Writable): Writer {
  /** Written out already: memory that was in use before is much cheaper than fresh. */
  const free: Buffer[] = [];
  let gathered = fresh();
  let length = 0;
  let scheduled = false;
  let blocked = false;

  stream.on('drain', () => {
    blocked = false;
    flush();
  });

  function fresh(): Buffer {
    return free.pop() ?? Buffer.allocUnsafeSlow(2 * FLUSH_SIZE);
  }

  function flush(): void {
    scheduled = false;
    if (blocked || length === 0 || stream.destroyed || stream.writableEnded) return;
    const full = gathered;
    blocked = !stream.write(full.subarray(0, length), (error) => {
      if (error == null && full.length === 2 * FLUSH_SIZE) free.push(full);
    });
    gathered = fresh();
    length = 0;
  }

  function put(text: string): void {
    const needed = length + text.length;
    if (needed > gathered.length) {
      const larger = Buffer.allocUnsafeSlow(2 * needed);
      gathered.copy(larger, 0, 0, length);
      gathered = larger;
    }
    length += gathered.write(text, length, 'latin1');
  }

  return {
    write(id, body) {
      put(`{"id":${id}`);
      for (const piece of body) put(piece);
      if (length >= FLUSH_SIZE) flush();
      if (scheduled) return;
      scheduled = true;
      // Runs after all promises that are resolved now, so that their requests go out in one write.
      process.nextTick(flush);
    },
    flush,
  };
}
