import type { Writable } from 'node:stream';
import { ByteWriter } from './byte-writer.ts';
import type { RequestBody } from './encode-request.ts';

/** Gathers requests and hands them to a stream in few large writes. */
export interface Writer {
  write(id: number, body: RequestBody): void;
  flush(): void;
}

const ENOUGH = 64 * 1024;

export function createWriter(stream: Writable): Writer {
  const gathered = new ByteWriter(ENOUGH);
  let scheduled = false;
  let blocked = false;

  stream.on('drain', () => {
    blocked = false;
    flush();
  });

  function flush(): void {
    scheduled = false;
    if (blocked || gathered.length === 0 || stream.destroyed || stream.writableEnded) return;
    blocked = !stream.write(gathered.take());
  }

  return {
    write(id, body) {
      gathered.put('{"id":');
      gathered.putInteger(id);
      gathered.putBytes(body);
      if (gathered.length >= ENOUGH) flush();
      if (scheduled) return;
      scheduled = true;
      // Runs when the promises settled so far have had their say: what they send goes out together.
      process.nextTick(flush);
    },
    flush,
  };
}
