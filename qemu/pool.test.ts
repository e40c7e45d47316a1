import { describe, expect, it } from 'vitest';
import {
  checksumInDescription,
  descriptionsOf,
  filesOfListing,
  foldersOfPrintedUris,
  foldersOfSites,
  newestArchive,
} from './pool.ts';

describe('foldersOfPrintedUris', () => {
  it('takes the folder of the quoted address', () => {
    const text =
      "'http://mirror.example/debian/pool/main/q/qemu/qemu-system-common_7.2%2bdfsg-7_amd64.deb' qemu-system-common_1%3a7.2.deb 2189244 SHA256:cc\n";
    expect(foldersOfPrintedUris(text)).toEqual(['http://mirror.example/debian/pool/main/q/qemu']);
  });

  it('finds nothing in an error message', () => {
    expect(foldersOfPrintedUris('E: Unable to locate package qemu-system-common\n')).toEqual([]);
  });
});

describe('foldersOfSites', () => {
  it('makes one pool folder per web site', () => {
    const text = 'http://mirror.example/debian/\nhttp://mirror.example/debian\nfile:/srv\n\n';
    expect(foldersOfSites(text)).toEqual(['http://mirror.example/debian/pool/main/q/qemu']);
  });
});

const files = [
  'qemu_10.2.2+ds.orig.tar.xz',
  'qemu_10.2.10+ds.orig.tar.xz',
  'qemu_10.2.2+ds-1.dsc',
  'qemu_10.2.2+ds-1~bpo13+1.dsc',
  'qemu_10.2.20+ds-1.dsc',
  'qemu_7.2+dfsg.orig.tar.xz',
  'qemu_11.1.0~rc2+ds.orig.tar.xz',
  'qemu_10.20.1+ds.orig.tar.xz',
];

describe('a pool folder', () => {
  it('lists what its page links to', () => {
    const page =
      '<a href="../">..</a> <a href="qemu_7.2%2bdfsg.orig.tar.xz">x</a> <a href="/pool/a.dsc">y</a> <a href="bad%zz">z</a>';
    expect(filesOfListing(page)).toEqual(['qemu_7.2+dfsg.orig.tar.xz', 'a.dsc', 'bad%zz']);
  });

  it('gives the newest point release by number, not by letter', () => {
    expect(newestArchive(files, '10.2')).toBe('qemu_10.2.10+ds.orig.tar.xz');
    expect(newestArchive(files, '7.2')).toBe('qemu_7.2+dfsg.orig.tar.xz');
  });

  it('has no release of which only candidates are there', () => {
    expect(newestArchive(files, '11.1')).toBeUndefined();
  });

  it('knows which descriptions belong to an archive', () => {
    expect(descriptionsOf(files, 'qemu_10.2.2+ds.orig.tar.xz')).toEqual([
      'qemu_10.2.2+ds-1.dsc',
      'qemu_10.2.2+ds-1~bpo13+1.dsc',
    ]);
  });
});

describe('checksumInDescription', () => {
  const sum = 'ab'.repeat(32);
  const text = `Format: 3.0 (quilt)\nChecksums-Sha1:\n 0123 1 a.tar.xz\nChecksums-Sha256:\n ${sum} 123 a.tar.xz\n ${'cd'.repeat(32)} 5 b.tar.xz\nFiles:\n 11 1 a.tar.xz\n`;

  it('reads the SHA-256 section only', () => {
    expect(checksumInDescription(text, 'a.tar.xz')).toBe(sum);
    expect(checksumInDescription(text, 'c.tar.xz')).toBeUndefined();
    expect(checksumInDescription('Files:\n 11 1 a.tar.xz\n', 'a.tar.xz')).toBeUndefined();
  });
});
