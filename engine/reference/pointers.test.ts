import { expect, test } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { big32, contents, little32, little64, memoryOf, vmsd, type PointerLink } from './testing/device.ts';
import { measured, saved, target, verdict } from './testing/run.ts';

const abis = [little64, little32, big32];
const cases = dialects.flatMap((dialect) => abis.map((abi) => ({ dialect, abi })));

test.each(cases)('a pointer is followed once ($dialect $abi)', ({ dialect, abi }) => {
  const memory = (): Memory =>
    memoryOf(
      abi,
      ['00'.repeat(16), '99010203'],
      [
        [
          [0, 8],
          [1, 1],
        ],
      ],
    );
  const description = vmsd([
    { offset: 8, size: 1, flags: 'POINTER', info: 'uint8' },
    { offset: 8, size: 1, num: 3, flags: 'ARRAY|POINTER', info: 'uint8' },
  ]);
  expect(saved(dialect, description, memory())).toBe('01' + '010203');
  const destination = memory();
  expect(verdict(dialect, description, destination, '00 aabbcc ee')).toBe('ok 4 0');
  expect(contents(destination)[1]).toBe('99aabbcc');
});

function slots(dialect: Dialect, flags: string): ReturnType<typeof vmsd> {
  const size = traitsOf(dialect).pointerStride ? 0 : 8;
  return vmsd([{ size, num: 3, flags, info: 'uint8' }]);
}

const links: PointerLink[] = [
  [
    [0, 0],
    [1, 1],
  ],
  [[0, 8], null],
  [
    [0, 16],
    [1, 0],
  ],
];

test.each(dialects)('each slot is followed; a NULL one is a marker (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00'.repeat(24), '0a0b'], links);
  const description = slots(dialect, 'ARRAY|ARRAY_OF_POINTER');
  expect(saved(dialect, description, memory)).toBe('0b' + '30' + '0a');
  expect(measured(dialect, description, memory)).toEqual(['3*8']);
  expect(verdict(dialect, description, memory, '05 30 07 ee')).toBe('ok 3 0');
  expect(contents(memory)[1]).toBe('0705');
  expect(target(memory, [0, 8])).toBe('NULL');
});

test('the distance of two slots is .size (qemu-10.2) or a pointer (qemu-11.1)', () => {
  const memory = memoryOf(
    little64,
    ['00'.repeat(32), '0a0b'],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [[0, 8], null],
      [
        [0, 16],
        [1, 1],
      ],
    ],
  );
  const description = vmsd([{ size: 16, num: 2, flags: 'ARRAY|ARRAY_OF_POINTER', info: 'uint8' }]);
  expect(saved('qemu-10.2', description, memory)).toBe('0a0b');
  expect(saved('qemu-11.1', description, memory)).toBe('0a30');
  expect(measured('qemu-10.2', description, memory)).toEqual(['2*16']);
});

test('a NULL element of no size is an element (qemu-10.2) or a marker (qemu-11.1)', () => {
  const memory = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  const description = vmsd([{ size: 0, num: 1, flags: 'ARRAY|ARRAY_OF_POINTER', info: 'buffer' }]);
  expect(saved('qemu-10.2', description, memory)).toBe('');
  expect(verdict('qemu-10.2', description, memory, 'ee')).toBe('ok 0 0');
  expect(saved('qemu-11.1', description, memory)).toBe('30');
});

test('VMS_VBUFFER decides the distance of slots before the pointer size does', () => {
  const memory = memoryOf(
    little64,
    ['10000000'.padEnd(80, '0'), 'aabbccddeeff00112233445566778899'],
    [
      [
        [0, 8],
        [1, 0],
      ],
      [[0, 24], null],
    ],
  );
  const description = vmsd([{ offset: 8, num: 2, flags: 'ARRAY|ARRAY_OF_POINTER|VBUFFER', info: 'buffer' }]);
  for (const dialect of dialects) {
    expect(saved(dialect, description, memory)).toBe('aabbccddeeff0011223344556677889930');
    expect(measured(dialect, description, memory)).toEqual(['2*16']);
  }
});

test.each(dialects)('NULL is fine with nothing behind it (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00'.repeat(16)], [[[0, 8], null]]);
  const empty = vmsd([
    { offset: 8, size: 4, num: 0, flags: 'ARRAY|POINTER', info: 'uint32' },
    { offset: 8, flags: 'VBUFFER|POINTER', info: 'buffer' },
  ]);
  expect(saved(dialect, empty, memory)).toBe('');
  expect(verdict(dialect, empty, memory, 'ee')).toBe('ok 0 0');
});

test.each(dialects.filter((dialect) => traitsOf(dialect).intCounts))(
  'a pointer that leads nowhere is harmless until it is needed (%s)',
  (dialect) => {
    const memory = memoryOf(little64, ['ff'.repeat(16)]);
    const flags = 'VARRAY_INT32|POINTER';
    const empty = vmsd([{ offset: 8, size: 4, num_offset: 0, flags, info: 'uint32' }]);
    expect(saved(dialect, empty, memory)).toBe('');
    const one = vmsd([{ offset: 8, size: 4, flags: 'POINTER', info: 'uint32' }]);
    expect(saved(dialect, one, memory)).toBe('f: reads 4 bytes through a corrupt pointer');
  },
);

test('a struct behind a NULL of no size: elements are skipped by a load of 11.1 only', () => {
  const inner = vmsd([{ offset: 4, size: 1, info: 'uint8' }]);
  const memory = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  const description = vmsd([{ size: 0, flags: 'POINTER|STRUCT', vmsd: inner }]);
  expect(verdict('qemu-11.1', description, memory, '01ee')).toBe('ok 0 0');
  expect(verdict('qemu-10.2', description, memory, '01ee')).toBe('f.f: writes 1 bytes through NULL+4');
  expect(saved('qemu-11.1', description, memory)).toBe('f.f: reads 1 bytes through NULL+4');
});
