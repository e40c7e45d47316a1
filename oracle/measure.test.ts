import { expect, it } from 'vitest';
import type { Abi } from '../vmstate/host/abi.ts';
import { describeMeasured, measure, measuredPath, STRUCT_SIZE } from './measure.ts';
import {
  bitmap,
  checkedMember,
  list,
  versionFrom,
  tested,
  tmp,
  tree,
  validate,
  vstruct,
  when,
  withParts,
} from './rare.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../vmstate/model/shapes.test-help.ts';

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
const model = {
  shape: dev,
  values: [-1, 0, [], one, [null, one], [one], bytes('01 02 03 04 05'), [null, null], 2, bytes('01 02 03 04'), [7]],
};

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
  expect(() => measure({ shape: shape('dev', members), values: [length, bytes('')] }, 'qemu-10.2', wide)).toThrow(
    message,
  );
});

it('measures a bitmap of less than no bits, which no struct is mistaken for', () => {
  const model = { shape: shape('dev', [scalar('n', 'int32'), bitmap('map', 0)]), values: [-1, bytes('')] };
  expect(measure(model, 'qemu-11.1', wide).sizes).toEqual([4, -1]);
  expect(describeMeasured(model, 'qemu-11.1', wide)[1]).toEqual({ path: 'map', count: 1, size: -1 });
});

it('visits what is there, and subsections behind the fields', () => {
  const leaf = shape('leaf', [scalar('a', 'uint16'), tested(scalar('late', 'uint8'), versionFrom(5))], 2);
  const part = withParts(shape('dev/a', [struct('s', leaf)]), shape('dev/a/b', [scalar('x', 'cpudouble')]));
  const rare = withParts(
    shape('dev', [
      scalar('bits', 'int32'),
      scalar('off', 'bool'),
      tested(scalar('no', 'uint8'), when(1)),
      tested(checkedMember('c', 'uint16_equal', { count: fixed(2) }), when(8)),
      bitmap('map', 0),
      list('list', leaf),
      tmp(leaf),
      validate('ok', versionFrom(0)),
      scalar('on', 'int8'),
      vstruct('v', leaf, 5, { count: fixed(1), slots: 'nullable' }),
      list('none', leaf, {}, 'qlist'),
    ]),
    [shape('dev/no', [scalar('x', 'uint8')]), 1],
    part,
  );
  const map = bytes('00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00');
  const values = [
    65,
    0,
    1,
    [1, 2],
    map,
    [
      [1, 2],
      [3, 4],
    ],
    [5, 6],
    null,
    1,
    [[7, 8]],
    [],
    [9],
    [[1, 2], [3n]],
  ];
  expect(describeMeasured({ shape: rare, values }, 'qemu-10.2', narrow)).toEqual([
    { path: 'bits', count: 1, size: 4 },
    { path: 'off', count: 1, size: 1 },
    { path: 'c', count: 2, size: 2 },
    { path: 'map', count: 1, size: 65 },
    { path: 'list', count: 1, size: 'struct' },
    { path: 'list[0].a', count: 1, size: 2 },
    { path: 'list[1].a', count: 1, size: 2 },
    { path: 'tmp', count: 1, size: 'struct' },
    { path: 'tmp.a', count: 1, size: 2 },
    { path: 'ok', count: 0, size: 0 },
    { path: 'on', count: 1, size: 1 },
    { path: 'v', count: 1, size: 4 },
    { path: 'v[0].a', count: 1, size: 2 },
    { path: 'v[0].late', count: 1, size: 1 },
    { path: 'none', count: 1, size: 'struct' },
    { path: 'dev/a.s', count: 1, size: 'struct' },
    { path: 'dev/a.s.a', count: 1, size: 2 },
    { path: 'dev/a.dev/a/b.x', count: 1, size: 8 },
  ]);
  expect(() => measure({ shape: rare, values: [-64, ...values.slice(1)] }, 'qemu-10.2', wide)).toThrow(
    'map: a length of -64 bits',
  );
  expect(measure({ shape: rare, values: [-1, ...values.slice(1)] }, 'qemu-10.2', wide).sizes[3]).toBe(-1);
});

it('goes into the nodes of trees, each key before its value', () => {
  const leaf = shape('leaf', [scalar('a', 'uint16')]);
  const trees = shape('dev', [
    tree('t', leaf, shape('value', [scalar('x', 'uint8')])),
    tree('d', null, leaf),
    member('alarm', { kind: 'timer' }, { count: fixed(2) }),
    member('array', { kind: 'bytearray' }),
  ]);
  const values = [
    [
      [[1], [3]],
      [[4], [6]],
    ],
    [[7n, [8]]],
    [-1n, 5n],
    bytes('aa bb cc'),
  ];
  expect(describeMeasured({ shape: trees, values }, 'qemu-11.1', narrow)).toEqual([
    { path: 't', count: 1, size: 'struct' },
    { path: 't[0].key.a', count: 1, size: 2 },
    { path: 't[0].value.x', count: 1, size: 1 },
    { path: 't[1].key.a', count: 1, size: 2 },
    { path: 't[1].value.x', count: 1, size: 1 },
    { path: 'd', count: 1, size: 'struct' },
    { path: 'd[0].value.a', count: 1, size: 2 },
    { path: 'alarm', count: 2, size: 'struct' },
    { path: 'array', count: 1, size: 8 },
  ]);
});

it('refuses a list that is none', () => {
  const rare = shape('dev', [list('list', inner)]);
  expect(() => measure({ shape: rare, values: [7] }, 'qemu-10.2', wide)).toThrow(
    'list: a list whose value is no array',
  );
  expect(() => measure({ shape: rare, values: [[7]] }, 'qemu-10.2', wide)).toThrow('list[0]: a struct without values');
});
