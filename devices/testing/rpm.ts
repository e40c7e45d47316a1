/** Makes a package of rpm in memory, for tests: only what a reader needs. */
export interface SampleRpm {
  /** As rpm names it: gzip, xz, zstd. */
  readonly compressor: string;
  readonly compress: (archive: Buffer) => Buffer;
  readonly files: readonly SampleFile[];
}

export interface SampleFile {
  readonly name: string;
  readonly data: Uint8Array;
  /** It is a symbolic link, and `data` says where to. */
  readonly isLink?: boolean;
}

export function sampleRpm({ compressor, compress, files }: SampleRpm): Buffer {
  const lead = Buffer.alloc(96);
  lead.writeUInt32BE(0xedabeedb, 0);
  const signature = header([[1000, Buffer.from('size\0')]]);
  const padding = Buffer.alloc(-signature.length & 7);
  const main = header([
    [1124, Buffer.from('cpio\0')],
    [1125, Buffer.from(`${compressor}\0`)],
  ]);
  return Buffer.concat([lead, signature, padding, main, compress(archive(files))]);
}

function header(tags: readonly (readonly [tag: number, data: Buffer])[]): Buffer {
  const head = Buffer.alloc(16 + 16 * tags.length);
  head.writeUInt32BE(0x8eade801, 0);
  head.writeUInt32BE(tags.length, 8);
  let at = 0;
  tags.forEach(([tag, data], index) => {
    const STRING = 6;
    [tag, STRING, at, 1].forEach((value, i) => head.writeUInt32BE(value, 16 + 16 * index + 4 * i));
    at += data.length;
  });
  head.writeUInt32BE(at, 12);
  return Buffer.concat([head, ...tags.map(([, data]) => data)]);
}

function archive(files: readonly SampleFile[]): Buffer {
  const entries = files.map(({ name, data, isLink }) => entry(name, isLink === true ? 0o120777 : 0o100755, data));
  return Buffer.concat([...entries, entry('TRAILER!!!', 0, new Uint8Array())]);
}

function entry(name: string, mode: number, data: Uint8Array): Buffer {
  // ino, mode, uid, gid, nlink, mtime, filesize, devmajor, devminor, rdevmajor, rdevminor, namesize, check
  const numbers = [1, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, Buffer.byteLength(name) + 1, 0];
  const text = `070701${numbers.map((n) => n.toString(16).padStart(8, '0')).join('')}${name}\0`;
  return Buffer.concat([padded(Buffer.from(text)), padded(Buffer.from(data))]);
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
}
