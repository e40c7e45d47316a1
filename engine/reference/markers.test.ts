import { expect, test } from 'vitest';
import type { Memory } from '../../vmstate/host/memory.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, measured, saved, target, verdict } from './testing/run.ts';

const inner = vmsd(
  [
    { name: 'x', offset: 2, size: 1, info: 'uint8' },
    { name: 'y', offset: 4, size: 2, info: 'uint16' },
  ],
  { name: 'inner' },
);

const auto = vmsd([
  {
    name: 'objs',
    size: 6,
    num: 2,
    flags: 'ARRAY|ARRAY_OF_POINTER|ARRAY_OF_POINTER_AUTO_ALLOC|STRUCT',
    vmsd: inner,
  },
]);

function slots(first: readonly [number, number] | null): Memory {
  return memoryOf(
    little64,
    ['00'.repeat(16), 'ffff01ff0203'],
    [
      [[0, 0], first],
      [[0, 8], null],
    ],
  );
}

test('AUTO_ALLOC marks every element', () => {
  expect(saved('qemu-11.1', auto, slots([1, 0]))).toBe('31' + '01' + '0302' + '30');
  expect(measured('qemu-11.1', auto, slots([1, 0]))).toEqual(['2*8', '1*1', '1*2']);
});

test('AUTO_ALLOC allocates a zeroed element of its own size', () => {
  const memory = slots(null);
  expect(verdict('qemu-11.1', auto, memory, '31 0a 0b0c 30 ee')).toBe('ok 5 0');
  expect(contents(memory).slice(2)).toEqual(['00000a000c0b']);
  expect([target(memory, [0, 0]), target(memory, [0, 8])]).toEqual(['2+0', 'NULL']);
  expect(memory.slots.length).toBe(2);
});

test('an element that fails to load stays allocated', () => {
  const memory = slots(null);
  expect(verdict('qemu-11.1', auto, memory, '31 0a 0b')).toBe('rejected -22 3 -5');
  expect(contents(memory).slice(2)).toEqual(['00000a00000b']);
});

test('AUTO_ALLOC requires NULL slots', () => {
  const message = 'assertion: objs[0]: slot to allocate is not NULL';
  expect(verdict('qemu-11.1', auto, slots([1, 0]), '30 30')).toBe(message);
});

test('an object of no size is NULL, and skipped', () => {
  const [field] = auto.fields;
  const empty = { ...auto, fields: field === undefined ? [] : [{ ...field, size: 0 }] };
  const memory = slots(null);
  expect(verdict('qemu-11.1', empty, memory, '31 30 ee')).toBe('ok 2 0');
  expect([memory.blocks.length, target(memory, [0, 0])]).toEqual([2, 'NULL']);
});

test('an object of a negative size cannot be allocated', () => {
  const [field] = auto.fields;
  const huge = { ...auto, fields: field === undefined ? [] : [{ ...field, size: -1 }] };
  const message = 'allocation: objs[0]: allocates 18446744073709552000 bytes';
  expect(verdict('qemu-11.1', huge, slots(null), '31 30 ee')).toBe(message);
});

test('an info behind a marker is saved by its own size and loaded by that of a pointer', () => {
  const flags = 'ARRAY|ARRAY_OF_POINTER|ARRAY_OF_POINTER_AUTO_ALLOC';
  const description = vmsd([{ size: 10, num: 1, flags, info: 'buffer' }]);
  const memory = memoryOf(
    little64,
    ['00'.repeat(8), '00010203040506070809'],
    [
      [
        [0, 0],
        [1, 0],
      ],
    ],
  );
  expect(saved('qemu-11.1', description, memory)).toBe('31' + '00010203040506070809');
  const fresh = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  expect(loaded('qemu-11.1', description, fresh, '31 0a0b0c0d0e0f101112')).toMatchObject({ consumed: 9 });
  expect(contents(fresh)[1]).toBe('0a0b0c0d0e0f10110000');
});

test('AUTO_ALLOC without an array of pointers has no marker to load and aborts a save', () => {
  const flags = 'ARRAY|ARRAY_OF_POINTER_AUTO_ALLOC';
  const description = vmsd([{ size: 1, num: 2, flags, info: 'uint8' }]);
  const message = 'assertion: f[0]: pointer marker for a field without VMS_ARRAY_OF_POINTER';
  const memory = memoryOf(little64, ['0102']);
  expect(saved('qemu-11.1', description, memory)).toBe(message);
  expect(verdict('qemu-11.1', description, memory, '0304ee')).toBe('ok 2 0');
  expect(contents(memory)).toEqual(['0304']);
});

const nullable = vmsd([{ name: 'p', size: 8, num: 1, flags: 'ARRAY|ARRAY_OF_POINTER', info: 'uint8' }]);

test('a wrong marker: the stream has the error in 10.2 only', () => {
  const memory = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  expect(verdict('qemu-10.2', nullable, memory, '2f30')).toBe('rejected -22 1 -22');
  expect(verdict('qemu-11.1', nullable, memory, '2f30')).toBe('rejected -22 1 0');
  expect(verdict('qemu-10.2', nullable, memory, '')).toBe('rejected -22 0 -5');
  expect(verdict('qemu-11.1', nullable, memory, '')).toBe('rejected -22 0 -5');
});

test('the level above a wrong marker sets the error', () => {
  const memory = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  const outer = vmsd([{ size: 8, flags: 'STRUCT', vmsd: nullable }]);
  expect(verdict('qemu-11.1', outer, memory, '2f30')).toBe('rejected -22 1 -22');
});

test('the marker of a valid element in a plain array: refused in 10.2, aborts in 11.1', () => {
  const memory = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  expect(verdict('qemu-10.2', nullable, memory, '3100')).toBe('rejected -22 1 -22');
  const message = 'assertion: p[0]: marker of a valid element, but nothing allocates';
  expect(verdict('qemu-11.1', nullable, memory, '3100')).toBe(message);
});
