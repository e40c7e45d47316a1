import { expect, test } from 'vitest';
import { big64, contents, little64, memoryOf, vmsd, type FieldText } from './testing/device.ts';
import { loaded, measured, saved, savedCalls, verdict } from './testing/run.ts';

const dialect = 'qemu-11.2';

function counted(parts: FieldText): ReturnType<typeof vmsd> {
  return vmsd([{ flags: 'VARRAY', num_offset: 0, offset: 8, size: 1, info: 'uint8', ...parts }]);
}

test('a count is read in the width of its member, and unsigned', () => {
  const little = memoryOf(little64, ['0200000000000000 aabbccdd']);
  const big = memoryOf(big64, ['0000000000000002 aabbccdd']);
  for (const num_width of [1, 2, 4, 8] as const)
    expect(saved(dialect, counted({ num_width }), little), `${num_width}`).toBe('aabb');
  expect(saved(dialect, counted({ num_width: 8 }), big)).toBe('aabb');
  expect(saved(dialect, counted({ num_width: 4 }), big)).toBe('');
  const below = memoryOf(little64, ['ffffffff00000000 aa']);
  const nothing = counted({ num_width: 4, size: 0, flags: 'VARRAY|BUFFER', info: 'buffer' });
  expect(measured(dialect, nothing, below)).toEqual(['4294967295*0']);
});

test('a count without a width is an assertion, and what has no state has no elements', () => {
  const memory = memoryOf(little64, ['0200000000000000 aabbccdd']);
  expect(saved(dialect, counted({}), memory)).toBe('assertion: f: a count without a width');
  expect(saved(dialect, counted({ flags: 'NO_STATE', info: null }), memory)).toBe('');
});

test('a size is read in the width of its member', () => {
  const field = { flags: 'VBUFFER', size_offset: 0, offset: 8, info: 'buffer' } as const;
  const memory = memoryOf(little64, ['0300010000000000 aabbccdd']);
  expect(saved(dialect, vmsd([{ ...field, size_width: 1 }]), memory)).toBe('aabbcc');
  expect(saved(dialect, vmsd([{ ...field, size_width: 2 }]), memory)).toBe('aabbcc');
  expect(saved(dialect, vmsd([{ ...field, size_width: 4 }]), memory)).toContain('reads 65539 bytes');
});

const product = vmsd(
  [
    { name: 'n', size: 1, offset: 16, info: 'uint8' },
    { name: 'v', flags: 'VBUFFER|MULTIPLY', size: 2, size_offset: 0, size_width: 8, offset: 8, info: 'buffer' },
  ],
  { hooks: { pre_save: 0, post_save: 0 } },
);
const ones = `${'ff'.repeat(8)}${'00'.repeat(16)}`;

test('a product that does not fit 64 bits is refused, and the stream has no error of it', () => {
  expect(verdict(dialect, product, memoryOf(little64, [ones]), '07ee')).toBe('rejected -22 1 0');
  expect(loaded(dialect, product, memoryOf(little64, [ones]), '07ee')).toMatchObject({
    message: "vmstate_size: VMState field 'v' multiply overflow",
  });
});

test('a save that is refused so does not call the post_save of its struct, but that around it', () => {
  expect(savedCalls(dialect, product, memoryOf(little64, [ones]))).toEqual(['pre_save dev', '-22']);
  const inner = { ...product, name: 'inner' };
  const outer = vmsd([{ size: 24, flags: 'STRUCT', vmsd: inner }], { hooks: { post_save: 0 } });
  expect(savedCalls(dialect, outer, memoryOf(little64, [ones]))).toEqual(['pre_save inner', 'post_save dev', '-22']);
});

test('memory that cannot be had is refused, and nothing is stored', () => {
  const flags = 'VARRAY|POINTER|ALLOC';
  const array = counted({ flags, num_width: 8, size: 2 });
  const memory = memoryOf(
    little64,
    [ones, 'aa'],
    [
      [
        [0, 8],
        [1, 0],
      ],
    ],
  );
  const before = contents(memory);
  expect(verdict(dialect, array, memory, 'ee')).toBe('rejected -22 0 0');
  expect(contents(memory)).toEqual(before);
});
