import { expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { Abi } from '../../vmstate/host/abi.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { contents, little32, little64, memoryOf, vmsd, type FieldText } from './testing/device.ts';
import { saved, target, verdict } from './testing/run.ts';

/** Where counts and sizes are C ints; own-widths.test.ts has the others. */
const withInts = dialects.filter((dialect) => traitsOf(dialect).intCounts);

const count: FieldText = { name: 'n', size: 4, info: 'int32' };
const items: FieldText = {
  name: 'items',
  offset: 8,
  size: 2,
  flags: 'VARRAY_INT32|POINTER|ALLOC',
  info: 'uint16',
};

function device(abi: Abi = little64): Memory {
  return memoryOf(
    abi,
    ['01000000'.padEnd(32, '0'), 'cccc'],
    [
      [
        [0, 8],
        [1, 0],
      ],
    ],
  );
}

test.each(dialects)('VMS_ALLOC makes a block of count times size (%s)', (dialect) => {
  const memory = device();
  expect(saved(dialect, vmsd([count, items]), memory)).toBe('00000001cccc');
  expect(verdict(dialect, vmsd([count, items]), memory, '00000003 0001 0002 0003 ee')).toBe('ok 10 0');
  expect(contents(memory).slice(1)).toEqual(['cccc', '010002000300']);
  expect(target(memory, [0, 8])).toBe('2+0');
  expect(memory.slots.length).toBe(1);
});

test.each(dialects)('nothing to hold, nothing allocated, the old pointer stays (%s)', (dialect) => {
  const memory = device();
  expect(verdict(dialect, vmsd([count, items]), memory, '00000000 ee')).toBe('ok 4 0');
  expect([memory.blocks.length, target(memory, [0, 8])]).toEqual([2, '1+0']);
});

test.each(dialects)('what the stream does not fill is garbage (%s)', (dialect) => {
  const memory = device();
  expect(verdict(dialect, vmsd([count, items]), memory, '00000003 0001').slice(0, 8)).toBe('rejected');
  expect(contents(memory)[2]).toBe('0100' + '0000' + 'a5a5');
});

test.each(dialects)('ALLOC without POINTER does nothing (%s)', (dialect) => {
  const memory = device();
  const embedded = vmsd([{ size: 1, num: 2, flags: 'ARRAY|ALLOC', info: 'uint8' }]);
  expect(verdict(dialect, embedded, memory, '0102 ee')).toBe('ok 2 0');
  expect([memory.blocks.length, contents(memory)[0]?.slice(0, 4)]).toEqual([2, '0102']);
});

test.each(withInts)('a negative count is an enormous allocation (%s)', (dialect) => {
  const message = 'allocation: items: allocates 18446744073709552000 bytes';
  expect(verdict(dialect, vmsd([count, items]), device(), 'ffffffff')).toBe(message);
  const narrow = 'allocation: items: allocates 4294967294 bytes';
  expect(verdict(dialect, vmsd([count, items]), device(little32), 'ffffffff')).toBe(narrow);
});

test.each(withInts)('the size of an allocation wraps at the word of the host (%s)', (dialect) => {
  const wide = vmsd([count, { ...items, size: 4 }]);
  expect(verdict(dialect, wide, device(), '40000001')).toBe('allocation: items: allocates 4294967300 bytes');
  const memory = device(little32);
  expect(verdict(dialect, wide, memory, '40000001')).toBe(
    'rejected ' + (traitsOf(dialect).autoAlloc ? '-22 4 -5' : '-5 4 -5'),
  );
  expect(memory.blocks[2]?.size).toBe(4);
});

test.each(dialects)('objects inside an allocated block have slots of their own (%s)', (dialect) => {
  const inner = vmsd([{ name: 'q', size: 1, flags: 'POINTER|ALLOC', info: 'uint8' }]);
  const flags = 'VARRAY_INT32|POINTER|ALLOC|STRUCT';
  const description = vmsd([count, { ...items, size: 8, flags, info: null, vmsd: inner }]);
  const memory = device();
  expect(verdict(dialect, description, memory, '00000002 0a 0b ee')).toBe('ok 6 0');
  expect(contents(memory).slice(3)).toEqual(['0a', '0b']);
  expect([target(memory, [2, 0]), target(memory, [2, 8])]).toEqual(['3+0', '4+0']);
  expect(memory.slots.length).toBe(3);
});

test.each(dialects)('the slots of an allocated array of pointers are garbage (%s)', (dialect) => {
  const flags = 'VARRAY_INT32|POINTER|ALLOC|ARRAY_OF_POINTER';
  const description = vmsd([count, { ...items, size: 8, flags, info: 'uint8' }]);
  const message = 'items[0]: writes 1 bytes through a corrupt pointer';
  expect(verdict(dialect, description, device(), '00000001 0a')).toBe(message);
});
