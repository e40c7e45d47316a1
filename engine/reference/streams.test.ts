import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, verdict } from './testing/run.ts';

const inner = vmsd([{ name: 'x', size: 1, info: 'uint8' }], { name: 'inner' });
const nested = vmsd([{ name: 's', size: 1, flags: 'STRUCT', vmsd: inner }]);
const word = vmsd([{ name: 'w', size: 4, num: 2, flags: 'ARRAY', info: 'uint32' }]);

const code = { 'qemu-7.2': -5, 'qemu-8.2': -5, 'qemu-10.0': -5, 'qemu-10.2': -5, 'qemu-11.1': -22, 'qemu-11.2': -22 };
const unknown = {
  'qemu-7.2': -2,
  'qemu-8.2': -2,
  'qemu-10.0': -2,
  'qemu-10.2': -2,
  'qemu-11.1': -22,
  'qemu-11.2': -22,
};

test.each(dialects)('the exact end of the stream is an error of the stream only (%s)', (dialect) => {
  const memory = memoryOf(little64, ['00'.repeat(8)]);
  expect(verdict(dialect, word, memory, '00000001 00000002')).toBe('ok 8 -5');
});

test.each(dialects)('but at the end of a nested struct it refuses the load (%s)', (dialect) => {
  expect(verdict(dialect, nested, memoryOf(little64, ['00']), '07')).toBe(`rejected ${code[dialect]} 1 -5`);
  expect(verdict(dialect, nested, memoryOf(little64, ['00']), '07ee')).toBe('ok 1 0');
});

test.each(dialects)('missing bytes are zeros, stored, and then refused (%s)', (dialect) => {
  const memory = memoryOf(little64, ['ff'.repeat(8)]);
  expect(verdict(dialect, word, memory, '0102')).toBe(`rejected ${code[dialect]} 2 -5`);
  expect(contents(memory)).toEqual(['00000201' + 'ffffffff']);
  expect(loaded(dialect, word, memory, '0102')).toMatchObject({ message: 'dev/w: stream error -5' });
});

test.each(dialects)(
  'a stream that failed before is refused after the first element, though it needs no byte (%s)',
  (dialect) => {
    const nothing = { flags: 'BUFFER|ARRAY', info: 'buffer' } as const;
    const sub = (num: number): ReturnType<typeof vmsd> =>
      vmsd([{ ...nothing, num }], { name: 'dev/s', version_id: 0, minimum_version_id: 0 });
    // It ends in the version of the subsection, which is then 0.
    const end = (num: number): string =>
      verdict(
        dialect,
        { ...word, subsections: [sub(num)] },
        memoryOf(little64, ['00'.repeat(8)]),
        '00000001 00000002 05 05 6465762f73 0000',
      );
    expect([end(1), end(2)]).toEqual(new Array(2).fill(`rejected ${code[dialect]} 17 -5`));
    expect(end(0)).toBe('ok 17 -5');
  },
);

test.each(dialects)('a buffer stores the bytes there are (%s)', (dialect) => {
  const buffer = vmsd([{ size: 4, flags: 'BUFFER', info: 'buffer' }]);
  const memory = memoryOf(little64, ['ffffffff']);
  expect(verdict(dialect, buffer, memory, '0102')).toBe(`rejected ${code[dialect]} 2 -5`);
  expect(contents(memory)).toEqual(['0102ffff']);
  expect(verdict(dialect, buffer, memory, '')).toBe(`rejected ${code[dialect]} 0 -5`);
  const unused = vmsd([{ size: 4, flags: 'BUFFER', info: 'unused_buffer' }]);
  expect(verdict(dialect, unused, memory, '0102')).toBe(`rejected ${code[dialect]} 2 -5`);
});

test.each([
  ['05', 'ok 1 -5', 'its name has no length'],
  ['0505 696e6e6572', 'ok 1 0', 'its name is too short'],
  ['0506 696e6e6572', 'ok 1 -5', 'its name is cut off'],
  ['0506 6f6e6e657278', 'ok 1 0', 'its name is another one'],
])('a subsection %s is left alone: %s, %s', (tail, expected) => {
  for (const dialect of dialects) {
    expect(verdict(dialect, inner, memoryOf(little64, ['00']), `07${tail}`)).toBe(expected);
  }
});

test.each(dialects)('a subsection of the own name is refused (%s)', (dialect) => {
  const tail = '0506 696e6e657278 00000001';
  const expected = `rejected ${unknown[dialect]} 1 ${unknown[dialect]}`;
  // At the outermost level 7.2 does not set the stream's error.
  const outermost = dialect === 'qemu-7.2' ? `rejected ${unknown[dialect]} 1 0` : expected;
  expect(verdict(dialect, inner, memoryOf(little64, ['00']), `07${tail}`)).toBe(outermost);
  expect(verdict(dialect, nested, memoryOf(little64, ['00']), `07${tail}`)).toBe(expected);
});
