import type { LoadRequest, SaveRequest } from '../engine.ts';
import { encodeDescription } from './encode-description.ts';
import { encodeMemory } from './encode-memory.ts';

/**
 * A request in ASCII, in pieces to be written one after the other, without its
 * beginning, `{"id":N`. The description is a piece of its own: what has been
 * written once is one flat string and costs little the next time.
 */
export type RequestBody = readonly string[];

export const PROTOCOL_VERSION = 1;

export const helloBody: RequestBody = [`,"op":"hello","protocol":${PROTOCOL_VERSION}}\n`];

export const byeBody: RequestBody = [',"op":"bye"}\n'];

export const coverageBody: RequestBody = [',"op":"coverage"}\n'];

/** What its hello says of the engine that gets a request. */
export interface Receiver {
  /** It takes any ABI, so a memory has to say which it is. */
  readonly anyAbi: boolean;
  /** It is told how wide counts and sizes are (part:widths). */
  readonly widths: boolean;
}

export function saveBody(request: SaveRequest, { anyAbi, widths }: Receiver): RequestBody {
  const measure = request.measure ? ',"measure":true' : '';
  const returnMemory = request.returnMemory ? ',"return_memory":true' : '';
  const more = `${measure}${returnMemory}${vmdescMember(request)}${traceMember(request)}`;
  return [
    ',"op":"save","description":',
    encodeDescription(request.description, widths),
    `,"memory":${encodeMemory(request.memory, anyAbi)}${more}}\n`,
  ];
}

export function loadBody(request: LoadRequest, { anyAbi, widths }: Receiver): RequestBody {
  const { buffer, byteOffset, length } = request.wire;
  const wire = Buffer.from(buffer, byteOffset, length).toString('hex');
  const more = `${chunkMember(request)}${resaveMember(request)}${traceMember(request)}`;
  return [
    ',"op":"load","description":',
    encodeDescription(request.description, widths),
    `,"memory":${encodeMemory(request.memory, anyAbi)},"wire":"${wire}","version_id":${request.versionId}${more}}\n`,
  ];
}

export function vmdescMember({ vmdesc }: SaveRequest): string {
  return vmdesc === true ? ',"vmdesc":true' : '';
}

export function chunkMember({ chunk }: LoadRequest): string {
  return chunk === undefined ? '' : `,"chunk":${chunk}`;
}

export function resaveMember({ resave }: LoadRequest): string {
  return resave ? ',"resave":true' : '';
}

export function traceMember({ trace }: SaveRequest | LoadRequest): string {
  return trace === true ? ',"trace":true' : '';
}
