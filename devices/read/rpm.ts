import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import * as zlib from 'node:zlib';
import { DeviceProblem, refuse } from '../problem.ts';
import { cpioEntries, type CpioEntry } from './cpio.ts';

/*
 * The format of rpm 3 and later: a lead of 96 bytes, a header with signatures, padded to 8
 * bytes, the header, and the payload, a compressed cpio archive. All numbers are big endian.
 */

const LEAD = { magic: 0xedabeedb, size: 96 } as const;
const HEADER_MAGIC = 0x8eade801;
const PAYLOAD_COMPRESSOR = 1125;

/** Larger payloads are refused: they have to fit into memory. */
const LARGEST_PAYLOAD = 2 ** 31 - 1;

/** Unpacks a package of rpm into an empty folder. */
export function unpackRpm(file: string, folder: string): void {
  const bytes = readFileSync(file);
  const entries = [...cpioEntries(payloadOf(bytes))];
  for (const { name, type, data } of entries) {
    if (type !== 'file') continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
  }
  // When all files are written: nothing is written through a link.
  for (const entry of entries) if (entry.type === 'link') writeLink(entry, folder);
}

function writeLink({ name, data }: CpioEntry, folder: string): void {
  const path = join(folder, name);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (!`${realpathSync(dirname(path))}${sep}`.startsWith(folder + sep)) return;
    symlinkSync(data.toString('utf8'), path);
  } catch {
    // A link that cannot be is missed when a file is asked for by it.
  }
}

function payloadOf(bytes: Buffer): Buffer {
  if (bytes.length < LEAD.size || bytes.readUInt32BE(0) !== LEAD.magic) return refuse('it is no package of rpm');
  const signature = headerAt(bytes, LEAD.size);
  const header = headerAt(bytes, signature.end + (-signature.end & 7));
  return decompressed(bytes.subarray(header.end), textOf(header, PAYLOAD_COMPRESSOR) ?? 'gzip');
}

interface Header {
  readonly entries: Buffer;
  readonly store: Buffer;
  readonly end: number;
}

function headerAt(bytes: Buffer, start: number): Header {
  const first = start + 16;
  if (first > bytes.length || bytes.readUInt32BE(start) !== HEADER_MAGIC)
    return refuse('it is a damaged package of rpm');
  const store = first + 16 * bytes.readUInt32BE(start + 8);
  const end = store + bytes.readUInt32BE(start + 12);
  if (end > bytes.length) return refuse('it is cut off within its header');
  return { entries: bytes.subarray(first, store), store: bytes.subarray(store, end), end };
}

/** The string of a tag. */
function textOf({ entries, store }: Header, tag: number): string | undefined {
  for (let at = 0; at + 16 <= entries.length; at += 16) {
    if (entries.readUInt32BE(at) !== tag) continue;
    const start = entries.readUInt32BE(at + 8);
    const end = store.indexOf(0, start);
    return start < store.length && end >= 0 ? store.toString('latin1', start, end) : undefined;
  }
  return undefined;
}

const tools: Readonly<Record<string, string>> = { xz: 'xz', lzma: 'xz', bzip2: 'bzip2', zstd: 'zstd' };

function decompressed(payload: Buffer, compressor: string): Buffer {
  const options = { maxOutputLength: LARGEST_PAYLOAD };
  try {
    if (compressor === 'gzip') return zlib.gunzipSync(payload, options);
    const zstd: unknown = compressor === 'zstd' ? Reflect.get(zlib, 'zstdDecompressSync') : undefined;
    if (isDecompressor(zstd)) return zstd(payload, options);
    const tool = tools[compressor];
    if (tool === undefined)
      return refuse(`its payload is compressed by ${JSON.stringify(compressor)}, which is not known`);
    return execFileSync(tool, ['-dc'], {
      input: payload,
      maxBuffer: LARGEST_PAYLOAD,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch (error) {
    if (error instanceof DeviceProblem) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return refuse(missingTool(compressor));
    return refuse(`its payload (${compressor}) cannot be decompressed`);
  }
}

type Decompressor = (data: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

/** Node 22.15 and later have one for zstd. */
function isDecompressor(value: unknown): value is Decompressor {
  return typeof value === 'function';
}

function missingTool(compressor: string): string {
  const node = compressor === 'zstd' ? 'Node 22.15 or ' : '';
  return `unpacking it needs ${node}the program ${tools[compressor] ?? compressor}; unpack it yourself and give the program in it`;
}
