import { expect, test } from 'vitest';
import type { Case } from '../vmstate/case/case.ts';
import type { StructValue, Value } from '../vmstate/model/model.ts';
import { scalar, shape } from '../vmstate/model/shapes.test-help.ts';
import { layout } from './layout.ts';

function before(members: Parameters<typeof shape>[1], values: Value[]): StructValue {
  const of: Case = {
    dialect: 'qemu-11.1',
    abi: { pointerSize: 8, byteOrder: 'little' },
    seed: 1,
    model: { shape: shape('device', members), values },
  };
  return layout(of).before;
}

const two = { kind: 'fixed', n: 2 } as const;

test('without allocation the destination is the source', () => {
  const values = [1, [2, 3]];
  expect(before([scalar('a', 'uint8'), scalar('b', 'uint8', { count: two })], values)).toBe(values);
});

test('what a load allocates is not there yet', () => {
  const n = scalar('n', 'int32');
  const array = scalar('array', 'uint8', {
    count: { kind: 'counted', by: 0, type: 'int32', multiply: null },
    storage: 'allocated',
  });
  expect(before([n, array, scalar('one', 'uint8', { storage: 'allocated' })], [2, [7, 8], 9])).toEqual([2, [], null]);
});

test('slots to allocate are NULL, nullable ones are as they were', () => {
  const slots = scalar('slots', 'uint8', { count: two, slots: 'allocated' });
  const nullable = scalar('nullable', 'uint8', { count: two, slots: 'nullable' });
  expect(
    before(
      [slots, nullable],
      [
        [7, null],
        [8, null],
      ],
    ),
  ).toEqual([
    [null, null],
    [8, null],
  ]);
});

test('the rule holds in structs, but not for members that are not carried', () => {
  const inner = shape('inner', [
    scalar('one', 'uint8', { storage: 'allocated' }),
    scalar('new', 'uint8', { storage: 'allocated', version: 9 }),
  ]);
  const element = { kind: 'struct', struct: inner } as const;
  const many = scalar('many', 'uint8', { element, count: { kind: 'fixed', n: 1 } });
  expect(before([scalar('s', 'uint8', { element }), many], [[1, 2], [[3, 4]]])).toEqual([[null, 2], [[null, 4]]]);
});

test('lists are empty, in structs and subsections too', () => {
  const list = { kind: 'list', list: 'qlist', struct: shape('e', [scalar('x', 'uint8')]) } as const;
  const inner = { kind: 'struct', struct: shape('inner', [scalar('l', 'uint8', { element: list })]) } as const;
  expect(
    before([scalar('l', 'uint8', { element: list }), scalar('s', 'uint8', { element: inner })], [[[1], [2]], [[[3]]]]),
  ).toEqual([[], [[]]]);
});

test('trees are empty, and byte arrays have a length of their own', () => {
  const tree = { kind: 'tree', key: null, value: shape('v', [scalar('x', 'uint8')]) } as const;
  const array = { kind: 'bytearray' } as const;
  const arrays = Array.from({ length: 8 }, (_, i) => Uint8Array.of(i, 2, 3, 4));
  const [empty, ...others] = before(
    [scalar('t', 'uint8', { element: tree }), ...arrays.map((_, i) => scalar(`a${i}`, 'uint8', { element: array }))],
    [[[1n, [2]]], ...arrays],
  );
  expect(empty).toEqual([]);
  const lengths = others.map((value) => (value instanceof Uint8Array ? value.length : -1));
  // None, fewer, as many, and more.
  for (const some of [
    (n: number) => n === 0,
    (n: number) => n > 0 && n < 4,
    (n: number) => n === 4,
    (n: number) => n > 4,
  ])
    expect(lengths.some(some)).toBe(true);
});

test('subsections follow, needed or not', () => {
  const one = scalar('one', 'uint8', { storage: 'allocated' });
  const deep = shape('device/sub/deep', [one]);
  const sub = { ...shape('device/sub', [scalar('x', 'uint8'), one]), subsections: [{ struct: deep, needed: 0 }] };
  const model = {
    shape: { ...shape('device', [scalar('no', 'uint8')]), subsections: [{ struct: sub, needed: 0 }] },
    values: [0, [1, 2, [3]]],
  };
  const of: Case = { dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed: 1, model };
  expect(layout(of).before).toEqual([0, [1, null, [null]]]);
});

test('what a test may bring is allocated too, whether it does so now or not', () => {
  const test = { kind: 'sibling', by: 0 } as const;
  const members = [
    scalar('no', 'uint8'),
    scalar('one', 'uint8', { storage: 'allocated', test }),
    scalar('slots', 'uint8', { count: two, slots: 'allocated', test }),
  ];
  expect(before(members, [0, 1, [2, 3]])).toEqual([0, null, [null, null]]);
  const late = scalar('late', 'uint8', { storage: 'allocated', test: { kind: 'version', from: 2 } });
  const now = scalar('now', 'uint8', { storage: 'allocated', version: 7, test: { kind: 'version', from: 1 } });
  expect(before([late, now], [1, 2])).toEqual([1, null]);
});

test('the struct of a tmp is treated like any other', () => {
  const slots = scalar('slots', 'uint8', { count: two, slots: 'nullable' });
  const tmp = { kind: 'tmp', struct: shape('t', [scalar('x', 'uint8'), slots]) } as const;
  expect(
    before(
      [scalar('t', 'uint8', { element: tmp }), scalar('one', 'uint8', { storage: 'allocated' })],
      [[1, [null, 2]], 3],
    ),
  ).toEqual([[1, [null, 2]], null]);
});
