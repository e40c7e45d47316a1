import type { LoadRequest, SaveRequest } from '../engine.ts';
import { ByteWriter } from './byte-writer.ts';
import { encodeDescription } from './encode-description.ts';
import { putMemory } from './encode-memory.ts';

/**
 * A request without its beginning, `{"id":N`, because the number is given only
 * when the request goes out.
 */
export type RequestBody = Uint8Array;

export const PROTOCOL_VERSION = 1;

export const helloBody: RequestBody = Buffer.from(`,"op":"hello","protocol":${PROTOCOL_VERSION}}\n`);

export const byeBody: RequestBody = Buffer.from(',"op":"bye"}\n');

/** One request is built at a time, so one writer serves all. */
const out = new ByteWriter(64 * 1024);

export function saveBody(request: SaveRequest, withAbi: boolean): RequestBody {
  out.put(',"op":"save","description":');
  out.putBytes(encodeDescription(request.description));
  out.put(',"memory":');
  putMemory(out, request.memory, withAbi);
  if (request.measure) out.put(',"measure":true');
  if (request.returnMemory) out.put(',"return_memory":true');
  out.put('}\n');
  return out.take();
}

export function loadBody(request: LoadRequest, withAbi: boolean): RequestBody {
  out.put(',"op":"load","description":');
  out.putBytes(encodeDescription(request.description));
  out.put(',"memory":');
  putMemory(out, request.memory, withAbi);
  out.put(',"wire":"');
  out.putHex(request.wire, 0, request.wire.length);
  out.put('","version_id":');
  out.putInteger(request.versionId);
  if (request.resave) out.put(',"resave":true');
  out.put('}\n');
  return out.take();
}
