import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRpm, type SampleFile, type SampleRpm } from '../testing/rpm.ts';
import { sampleFile } from '../testing/sample.ts';
import { readSets } from './read-file.ts';

const program = sampleFile({ processor: 'x86-64', dress: '10.0', linking: 'rela', sections: true });
const files: readonly SampleFile[] = [
  { name: './usr/bin/qemu-kvm', data: Buffer.from('../libexec/qemu-system-x86_64'), isLink: true },
  { name: './usr/libexec/qemu-system-x86_64', data: program },
  { name: './usr/share/doc/README', data: Buffer.from('text') },
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rpm-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function rpm(bytes: Buffer, name = 'qemu.rpm'): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function gzipped(more: Partial<SampleRpm> = {}): Buffer {
  return sampleRpm({ compressor: 'gzip', compress: (archive) => gzipSync(archive), files, ...more });
}

/** Whether a compressor can be run here. */
function has(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The name of the first file, or the problem. */
function read(path: string): string {
  const [first] = readSets(path);
  if (first === undefined) return 'nothing';
  return 'set' in first ? `${first.path.slice(folder.length + 1)}: ${first.set.descriptions[0]?.name}` : first.problem;
}

describe('a package of rpm', () => {
  it('is read without any program: all of its QEMU programs, or one by its path', () => {
    const path = rpm(gzipped());
    expect(read(path)).toMatch(/^qemu\.rpm:usr\/libexec\/qemu-system-x86_64: \w/);
    expect(read(`${path}:usr/libexec/qemu-system-x86_64`)).toBe(read(path));
    expect(read(`${path}:/usr/bin/qemu-kvm`)).toBe(read(path));
    expect(read(`${path}:usr/bin/absent`)).toBe('the package has no file usr/bin/absent');
  });

  it.skipIf(!has('xz'))('with a payload of xz', () => {
    const compress = (input: Buffer): Buffer => execFileSync('xz', ['-c'], { input, maxBuffer: 2 ** 28 });
    expect(read(rpm(gzipped({ compressor: 'xz', compress })))).toMatch(/qemu-system-x86_64: \w/);
  });

  it.skipIf(!has('zstd'))('with a payload of zstd', () => {
    const compress = (input: Buffer): Buffer => execFileSync('zstd', ['-c', '-q'], { input, maxBuffer: 2 ** 28 });
    expect(read(rpm(gzipped({ compressor: 'zstd', compress })))).toMatch(/qemu-system-x86_64: \w/);
  });

  it('says in one line what is wrong with one that cannot be read', () => {
    const whole = gzipped();
    expect(read(rpm(Buffer.from('no package')))).toBe('it is no package of rpm');
    expect(read(rpm(whole.subarray(0, 100)))).toBe('it is a damaged package of rpm');
    expect(read(rpm(whole.subarray(0, 130)))).toBe('it is cut off within its header');
    expect(read(rpm(whole.subarray(0, -20)))).toBe('its payload (gzip) cannot be decompressed');
    expect(read(rpm(gzipped({ compressor: 'lzip' })))).toBe('its payload is compressed by "lzip", which is not known');
    expect(read(rpm(gzipped({ compress: (archive) => gzipSync(archive.subarray(0, 300)) })))).toBe(
      'its cpio archive is cut off',
    );
    expect(read(join(folder, 'absent.rpm'))).toBe('it cannot be read (there is no such file)');
  });

  it('writes nothing outside the folder that it is unpacked into', () => {
    const evil: readonly SampleFile[] = [
      { name: '../../escaped', data: Buffer.from('x') },
      { name: 'out', data: Buffer.from(folder), isLink: true },
      { name: 'out/link', data: Buffer.from('/etc/passwd'), isLink: true },
      { name: 'etc', data: Buffer.from('/etc'), isLink: true },
      ...files,
    ];
    const path = rpm(gzipped({ files: evil }));
    const before = readdirSync(folder);
    expect(read(`${path}:etc/passwd`)).toBe('the package has no file etc/passwd');
    expect(read(path)).toMatch(/qemu-system-x86_64: \w/);
    expect(readdirSync(folder)).toEqual(before);
  });
});
