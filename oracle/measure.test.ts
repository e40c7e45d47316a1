import { expect, it } from 'vitest';
import type { Abi } from '../vmstate/abi.ts';
import { describeMeasured, measure, measuredPath, STRUCT_SIZE } from './measure.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from './shapes.test-help.ts';

const wide: Abi = { pointerSize: 8, byteOrder: 'little' };
const narrow: Abi = { pointerSize: 4, byteOrder: 'big' };
const inner = shape('inner', [scalar('a', 'uint16', { count: fixed(2) }), scalar('new', 'bool', { version: 9 })]);
const dev = shape('dev', [
  scalar('n', 'int32'),
  scalar('gone', 'uint8', { migrated: false }),
  scalar('few', 'uint64', { count: counted(0, 'int32') }),
  struct('one', inner, { storage: 'pointer' }),
  struct('some', inner, { count: fixed(2), slots: 'nullable' }),
  struct('flat', inner, { count: fixed(1) }),
  member('buffer', { kind: 'buffer', size: 5 }),
  member('unused', { kind: 'unused', size: 6 }, { count: fixed(2) }),
  scalar('len', 'uint32'),
  member('vb', { kind: 'vbuffer', sizedBy: 8, multiply: 2 }, { storage: 'pointer' }),
  scalar('ptr', 'uint8', { count: fixed(1), slots: 'nullable' }),
]);
const one = [[1, 2], 0];
const model = { shape: dev, values: [-1, 0, [], one, [null, one], [one], bytes('01 02 03 04 05'), [null, null], 2, bytes('01 02 03 04'), [7]] };

it('lists every visit of a field in preorder', () => {
  expect(describeMeasured(model, 'qemu-11.1', wide)).toEqual([
    { path: 'n', count: 1, size: 4 },
    { path: 'few', count: -1, size: 8 },
    { path: 'one', count: 1, size: 'struct' },
    { path: 'one.a', count: 2, size: 2 },
    { path: 'some', count: 2, size: 8 },
    { path: 'some[1].a', count: 2, size: 2 },
    { path: 'flat', count: 1, size: 'struct' },
    { path: 'flat[0].a', count: 2, size: 2 },
    { path: 'buffer', count: 1, size: 5 },
    { path: 'unused', count: 2, size: 6 },
    { path: 'len', count: 1, size: 4 },
    { path: 'vb', count: 1, size: 4 },
    { path: 'ptr', count: 1, size: 8 },
  ]);
});

it('gives the same as flat arrays, and paths on demand', () => {
  const { counts, sizes } = measure(model, 'qemu-10.2', narrow);
  expect(counts).toEqual([1, -1, 1, 2, 2, 2, 1, 2, 1, 2, 1, 1, 1]);
  expect(sizes).toEqual([4, 8, STRUCT_SIZE, 2, 4, 2, STRUCT_SIZE, 2, 5, 6, 4, 4, 4]);
  expect(measuredPath(model, 'qemu-10.2', narrow, 5)).toBe('some[1].a');
  expect(measuredPath(model, 'qemu-10.2', narrow, 13)).toBeUndefined();
});

it.each([
  ['few: its count is unspecified', [null, 0, [], one, [null, one], [one]]],
  ['one: a struct without values', [0, 0, [], null]],
  ['some: its value is no array of 2 elements', [0, 0, [], one, [one]]],
  ['some: its value is no array of 2 elements', [0, 0, [], one, 3]],
  ['flat[0]: a struct without values', [0, 0, [], one, [null, one], [null]]],
])('refuses a wrong model: %s', (message, values) => {
  expect(() => measure({ shape: dev, values }, 'qemu-10.2', wide)).toThrow(message);
});

it.each([
  [-1, 'v: a length of -1 bytes'],
  [null, 'v: a length of unspecified bytes'],
])('refuses a vbuffer of %s bytes', (length, message) => {
  const members = [scalar('n', 'int32'), member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null })];
  expect(() => measure({ shape: shape('dev', members), values: [length, bytes('')] }, 'qemu-10.2', wide)).toThrow(message);
});
