import { expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { LoadRequest } from '../engine.ts';
import { createReferenceEngine } from './create.ts';
import { createMachine } from './machine.ts';
import { opsOf } from './dialect-ops.ts';
import { pathOf } from './fault.ts';
import { little32, little64, memoryOf, vmsd } from './testing/device.ts';
import { saved, verdict } from './testing/run.ts';

/** Where counts and sizes are C ints; own-widths.test.ts has the others. */
const withInts = dialects.filter((dialect) => traitsOf(dialect).intCounts);

const memory = memoryOf(
  little64,
  ['00'.repeat(16), '00'.repeat(6)],
  [
    [
      [0, 8],
      [1, 0],
    ],
  ],
);
const inner = vmsd([{ name: 'ctl', offset: 2, size: 4, info: 'uint32' }]);

test.each(dialects)('an access outside its block names the field and the place (%s)', (dialect) => {
  const past = vmsd([{ name: 'regs', offset: 8, size: 4, num: 3, flags: 'ARRAY|POINTER|STRUCT', vmsd: inner }]);
  const message = 'regs[1].ctl: reads 4 bytes at block 1 offset 6, block has 6';
  expect(saved(dialect, past, memory)).toBe(message);
  const written = message.replace('reads', 'writes');
  expect(verdict(dialect, past, memory, '00'.repeat(16))).toBe(written);
});

test.each(dialects)('counts, sizes and pointers are accesses too (%s)', (dialect) => {
  const one = { size: 1, info: 'uint8' } as const;
  for (const [flags, width] of [
    ['VARRAY_INT32', 4],
    ['VARRAY_UINT16', 2],
    ['VARRAY_UINT8', 1],
  ] as const) {
    const description = vmsd([{ ...one, flags, num_offset: 16 }]);
    expect(saved(dialect, description, memory)).toBe(`f: reads ${width} bytes at block 0 offset 16, block has 16`);
  }
  const vbuffer = vmsd([{ flags: 'VBUFFER', size_offset: 14, info: 'buffer' }]);
  expect(saved(dialect, vbuffer, memory)).toBe('f: reads 4 bytes at block 0 offset 14, block has 16');
  const pointer = vmsd([{ ...one, flags: 'POINTER', offset: 12 }]);
  expect(saved(dialect, pointer, memory)).toBe('f: reads 8 bytes at block 0 offset 12, block has 16');
  const far = vmsd([{ ...one, offset: 20 }]);
  expect(saved(dialect, far, memory)).toBe('f: reads 1 bytes outside every block');
  const allocated = vmsd([{ ...one, flags: 'POINTER|ALLOC', offset: 12 }]);
  expect(verdict(dialect, allocated, memory, '0000')).toBe('f: writes 8 bytes at block 0 offset 12, block has 16');
});

test.each(dialects)('memory without a root has nothing to save (%s)', (dialect) => {
  const description = vmsd([{ offset: 1, size: 1, info: 'uint8' }]);
  expect(saved(dialect, description, memoryOf(little64, []))).toBe('f: reads 1 bytes through NULL+1');
});

test.each(withInts)('NULL with something behind it aborts (%s)', (dialect) => {
  const hollow = memoryOf(little64, ['ffffffff'.padEnd(32, '0')], [[[0, 8], null]]);
  const one = vmsd([{ offset: 8, size: 2, flags: 'POINTER', info: 'uint16' }]);
  const message = 'assertion: f: NULL pointer to 1 elements of 2 bytes';
  expect(saved(dialect, one, hollow)).toBe(message);
  expect(verdict(dialect, one, hollow, '0001')).toBe(message);
  const flags = 'VARRAY_INT32|POINTER';
  const negative = vmsd([{ offset: 8, size: 2, num_offset: 0, flags, info: 'uint16' }]);
  expect(saved(dialect, negative, hollow)).toBe('assertion: f: NULL pointer to -1 elements of 2 bytes');
});

test('an array of pointers at NULL', () => {
  const hollow = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  const flags = 'ARRAY_OF_POINTER|POINTER';
  const description = vmsd([{ size: 0, flags, info: 'uint8' }]);
  const message = 'assertion: f: the array of pointers is NULL';
  expect(saved('qemu-10.2', description, hollow)).toBe(message);
  expect(verdict('qemu-10.2', description, hollow, '00')).toBe('f: reads 8 bytes through NULL+0');
});

test('a NULL element of a field that is no array of pointers aborts in 10.2', () => {
  const hollow = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  const nested = vmsd([{ name: 'x', size: 1, info: 'uint8' }]);
  const description = vmsd([{ size: 0, flags: 'POINTER|STRUCT', vmsd: nested }]);
  const message = 'assertion: f.x: NULL element of a field without VMS_ARRAY_OF_POINTER';
  expect(saved('qemu-10.2', description, hollow)).toBe(message);
  expect(verdict('qemu-10.2', description, hollow, '00')).toBe(message);
  expect(saved('qemu-11.1', description, hollow)).toBe('f.x: reads 1 bytes through NULL+0');
});

test.each(withInts)('negative sizes run away (%s)', (dialect) => {
  const buffer = memoryOf(little64, ['ffffffff'.padEnd(32, '0')]);
  const description = vmsd([{ offset: 8, flags: 'VBUFFER', info: 'buffer' }]);
  expect(saved(dialect, description, buffer)).toContain('f: reads 18446744073709552000 bytes at block 0');
  expect(verdict(dialect, description, buffer, '0102')).toMatch(/^rejected -(5|22) 2 -5$/);
  const overflow = 'f: writes 9 bytes at block 0 offset 8, block has 16';
  expect(verdict(dialect, description, buffer, '00'.repeat(9))).toBe(overflow);
  const unused = vmsd([{ flags: 'VBUFFER', info: 'unused_buffer' }]);
  const sends = 'allocation: f: the stream would exceed 268435456 bytes';
  expect(saved(dialect, unused, memoryOf(little64, ['ffffffff']))).toBe(sends);
  const discards = 'allocation: f: discards a negative number of bytes: -1';
  expect(verdict(dialect, unused, memoryOf(little64, ['ffffffff']), '00')).toBe(discards);
});

test.each(['qemu-10.2', 'qemu-11.1'] as const)('a walk over more elements than can be is cut short (%s)', (dialect) => {
  const nothing = vmsd([]);
  const num = 2147483647;
  const description = vmsd([{ name: 'e', num, flags: 'ARRAY|STRUCT', vmsd: nothing }]);
  const message = `allocation: e[${2 ** 22 - 1}]: walks over ${num} elements`;
  expect(saved(dialect, description, memoryOf(little32, ['00']))).toBe(message);
  expect(verdict(dialect, description, memoryOf(little32, ['00']), 'ee')).toBe(message);
});

test.each(dialects)('a field needs an info or a vmsd, but only for its elements (%s)', (dialect) => {
  for (const [flags, what] of [
    ['ARRAY', 'info'],
    ['ARRAY|STRUCT', 'vmsd'],
  ] as const) {
    const description = vmsd([{ flags, num: 1, size: 1 }]);
    expect(saved(dialect, description, memory)).toBe(`f[0]: has no ${what}`);
    expect(verdict(dialect, description, memory, '00')).toBe(`f[0]: has no ${what}`);
    expect(saved(dialect, vmsd([{ flags, num: 0, size: 1 }]), memory)).toBe('');
  }
});

test('a machine that stands nowhere has no path', () => {
  const machine = createMachine(opsOf('qemu-11.1'));
  expect(pathOf({ ...machine, depth: 0 })).toBe('');
});

test('what is no fault of the device is not swallowed', () => {
  const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
  const description = vmsd([{ size: 1, info: 'uint8' }]);
  const broken: LoadRequest = {
    description,
    wire: new Uint8Array(0),
    versionId: 1,
    resave: false,
    get memory(): never {
      throw new TypeError('mine');
    },
  };
  expect(() => engine.load(broken)).toThrow('mine');
});
