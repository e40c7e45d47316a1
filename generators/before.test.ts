import { expect, test } from 'vitest';
import type { Case } from '../vmstate/case.ts';
import type { StructValue, Value } from '../vmstate/model.ts';
import { scalar, shape } from './cases.test-help.ts';
import { layout } from './layout/layout.ts';

function before(members: Parameters<typeof shape>[1], values: Value[]): StructValue {
  const of: Case = { dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed: 1, model: { shape: shape('device', members), values } };
  return layout(of).before;
}

const two = { kind: 'fixed', n: 2 } as const;

test('without allocation the destination is the source', () => {
  const values = [1, [2, 3]];
  expect(before([scalar('a', 'uint8'), scalar('b', 'uint8', { count: two })], values)).toBe(values);
});

test('what a load allocates is not there yet', () => {
  const n = scalar('n', 'int32');
  const array = scalar('array', 'uint8', { count: { kind: 'counted', by: 0, type: 'int32', multiply: null }, storage: 'allocated' });
  expect(before([n, array, scalar('one', 'uint8', { storage: 'allocated' })], [2, [7, 8], 9])).toEqual([2, [], null]);
});

test('slots to allocate are NULL, nullable ones are as they were', () => {
  const slots = scalar('slots', 'uint8', { count: two, slots: 'allocated' });
  const nullable = scalar('nullable', 'uint8', { count: two, slots: 'nullable' });
  expect(before([slots, nullable], [[7, null], [8, null]])).toEqual([[null, null], [8, null]]);
});

test('the rule holds in structs, but not for members that are not carried', () => {
  const inner = shape('inner', [scalar('one', 'uint8', { storage: 'allocated' }), scalar('new', 'uint8', { storage: 'allocated', version: 9 })]);
  const element = { kind: 'struct', struct: inner } as const;
  const many = scalar('many', 'uint8', { element, count: { kind: 'fixed', n: 1 } });
  expect(before([scalar('s', 'uint8', { element }), many], [[1, 2], [[3, 4]]])).toEqual([[null, 2], [[null, 4]]]);
});
