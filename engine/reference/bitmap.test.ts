import { expect, test } from 'vitest';
import type { Abi } from '../../vmstate/host/abi.ts';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { big32, big64, contents, little32, little64, memoryOf, vmsd } from './testing/device.ts';
import { measured, saved, verdict } from './testing/run.ts';

/** Where counts and sizes are C ints; own-widths.test.ts has the others. */
const withInts = dialects.filter((dialect) => traitsOf(dialect).intCounts);

const description = vmsd([{ name: 'map', offset: 8, size_offset: 0, flags: 'VBUFFER|POINTER', info: 'bitmap' }]);

function bitmap(abi: Abi, bits: number, words: string): Memory {
  const size = Buffer.alloc(16);
  if (abi.byteOrder === 'little') size.writeInt32LE(bits);
  else size.writeInt32BE(bits);
  return memoryOf(
    abi,
    [size.toString('hex'), words],
    [
      [
        [0, 8],
        [1, 0],
      ],
    ],
  );
}

/** The same bits on each kind of host. */
const hosts: readonly (readonly [name: string, abi: Abi, words: string])[] = [
  ['little 64', little64, '0807060504030201 1817161514131211'],
  ['big 64', big64, '0102030405060708 1112131415161718'],
  ['little 32', little32, '08070605 04030201 18171615 14131211'],
  ['big 32', big32, '05060708 01020304 15161718 11121314'],
];

test.each(hosts)('%s: words are of 64 bits and big-endian on the wire', (_, abi, words) => {
  const wire = '0102030405060708' + '1112131415161718';
  for (const dialect of dialects) {
    expect(saved(dialect, description, bitmap(abi, 128, words))).toBe(wire);
    // Stray bits are sent, too.
    expect(saved(dialect, description, bitmap(abi, 97, words))).toBe(wire);
    expect(measured(dialect, description, bitmap(abi, 97, words))).toEqual(['1*97']);
    const memory = bitmap(abi, 97, '00'.repeat(16));
    expect(verdict(dialect, description, memory, `${wire}ee`)).toBe('ok 16 0');
    expect(contents(memory)[1]).toBe(words.replaceAll(' ', ''));
  }
});

test.each(dialects)('a long that a 32-bit host does not have is zero, and is not stored (%s)', (dialect) => {
  // The block ends where the bits do.
  const memory = bitmap(big32, 96, '05060708 01020304 15161718');
  expect(saved(dialect, description, memory)).toBe('0102030405060708' + '0000000015161718');
  expect(verdict(dialect, description, memory, 'a1a2a3a4a5a6a7a8 b1b2b3b4b5b6b7b8 ee')).toBe('ok 16 0');
  expect(contents(memory)[1]).toBe('a5a6a7a8a1a2a3a4b5b6b7b8');
});

test.each(withInts)('no bits are no bytes, nor are a few less than none (%s)', (dialect) => {
  for (const bits of [0, -1, -63]) expect(saved(dialect, description, bitmap(little64, bits, ''))).toBe('');
  const runaway = 'map: reads 4 bytes at block 1 offset 0, block has 0';
  expect(saved(dialect, description, bitmap(little64, -64, ''))).toBe(runaway);
  expect(saved(dialect, description, bitmap(little32, -64, ''))).toBe(runaway);
  expect(saved(dialect, description, bitmap(little64, 1, ''))).toBe(runaway);
});
