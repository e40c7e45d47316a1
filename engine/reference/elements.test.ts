import { expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { big64, contents, little64, memoryOf, vmsd, type FieldText } from './testing/device.ts';
import { measured, saved, verdict } from './testing/run.ts';

/** Where counts and sizes are C ints; own-widths.test.ts has the others. */
const withInts = dialects.filter((dialect) => traitsOf(dialect).intCounts);

function counted(flags: string, parts: FieldText = {}): ReturnType<typeof vmsd> {
  return vmsd([{ flags, num_offset: 0, offset: 4, size: 1, info: 'uint8', ...parts }]);
}

test.each(dialects)('a count is read as its flag says (%s)', (dialect) => {
  const memory = memoryOf(little64, ['03000100 aabbccdd']);
  expect(saved(dialect, counted('VARRAY_UINT8'), memory)).toBe('aabbcc');
  expect(saved(dialect, counted('VARRAY_UINT16'), memory)).toBe('aabbcc');
  expect(saved(dialect, counted('VARRAY_INT32', { size: 0 }), memory)).toBe('aa'.repeat(65539));
  expect(measured(dialect, counted('VARRAY_UINT32', { size: 0 }), memory)).toEqual(['65539*0']);
  const big = memoryOf(big64, ['00020001 aabbccdd']);
  expect(saved(dialect, counted('VARRAY_UINT16'), big)).toBe('aabb');
  expect(saved(dialect, counted('VARRAY_UINT8'), big)).toBe('');
});

test.each(withInts)('ARRAY beats every VARRAY, and int32 beats uint16 (%s)', (dialect) => {
  const memory = memoryOf(little64, ['01010000 aabbccdd']);
  const all = 'ARRAY|VARRAY_INT32|VARRAY_UINT16|VARRAY_UINT8';
  expect(saved(dialect, counted(all, { num: 2 }), memory)).toBe('aabb');
  expect(measured(dialect, counted('VARRAY_UINT16|VARRAY_INT32', { size: 0 }), memory)).toEqual(['257*0']);
  expect(measured(dialect, counted('VARRAY_UINT16|VARRAY_UINT8', { size: 0 }), memory)).toEqual(['257*0']);
});

test.each(withInts)('a negative count is an empty array (%s)', (dialect) => {
  const memory = memoryOf(little64, ['ffffffff aabb']);
  for (const flag of ['VARRAY_INT32', 'VARRAY_UINT32']) {
    expect(saved(dialect, counted(flag), memory)).toBe('');
    expect(measured(dialect, counted(flag), memory)).toEqual(['-1*1']);
    expect(verdict(dialect, counted(flag), memory, 'ee')).toBe('ok 0 0');
  }
});

test('VMS_MULTIPLY_ELEMENTS multiplies by .num and wraps (qemu-10.2)', () => {
  const memory = memoryOf(little64, ['02000000 aabbccddeeff']);
  const description = counted('VARRAY_UINT32|MULTIPLY_ELEMENTS', { num: 3 });
  expect(saved('qemu-10.2', description, memory)).toBe('aabbccddeeff');
  const wraps = counted('VARRAY_UINT32|MULTIPLY_ELEMENTS', { num: 0x40000001 });
  expect(measured('qemu-10.2', wraps, memoryOf(little64, ['04000000 aabbccdd']))).toEqual(['4*1']);
  const alone = counted('MULTIPLY_ELEMENTS', { num: 2 });
  expect(saved('qemu-10.2', alone, memory)).toBe('aabb');
});

test.each(withInts)('a VBUFFER has the size a member says (%s)', (dialect) => {
  const memory = memoryOf(little64, ['02000000 aabbccddeeff']);
  const fields: FieldText = { offset: 4, size: 3, info: 'buffer' };
  expect(saved(dialect, vmsd([{ ...fields, flags: 'VBUFFER' }]), memory)).toBe('aabb');
  const multiplied = vmsd([{ ...fields, flags: 'VBUFFER|MULTIPLY' }]);
  expect(saved(dialect, multiplied, memory)).toBe('aabbccddeeff');
  expect(saved(dialect, vmsd([{ ...fields, flags: 'MULTIPLY' }]), memory)).toBe('aabbcc');
  const wraps = vmsd([{ ...fields, size: 0x80000000, flags: 'VBUFFER|MULTIPLY' }]);
  expect(measured(dialect, wraps, memory)).toEqual(['1*0']);
});

test.each(dialects)('structs are walked by their size, fields by their offset (%s)', (dialect) => {
  const inner = vmsd([
    { name: 'a', offset: 1, size: 1, info: 'uint8' },
    { name: 'b', offset: 2, size: 2, info: 'uint16' },
  ]);
  const description = vmsd([
    { offset: 1, size: 5, num: 2, flags: 'ARRAY|STRUCT', vmsd: inner },
    { offset: 0, size: 1, info: 'uint8' },
  ]);
  const memory = memoryOf(little64, ['f0 00010203ee 00040506ee']);
  expect(saved(dialect, description, memory)).toBe('010302' + '040605' + 'f0');
  expect(measured(dialect, description, memory)).toEqual(['2*5', '1*1', '1*2', '1*1', '1*2', '1*1']);
  expect(verdict(dialect, description, memory, '11 1312 21 2322 31 ee')).toBe('ok 7 0');
  expect(contents(memory)).toEqual(['31' + '00111213ee' + '00212223ee']);
});
