import { expect, it } from 'vitest';
import { traitsOf } from '../vmstate/dialect.ts';
import type { CountType, Member, Value } from '../vmstate/model/model.ts';
import type { Scalar } from '../vmstate/info.ts';
import { bitmapLength, bitmapWords, countOf, vbufferLength } from './count.ts';
import { createTrail, markMember } from './path.ts';
import type { Frame, Walk } from './walk.ts';
import { checkedMember } from './rare.test-help.ts';
import { counted, fixed, member, scalar, shape } from '../vmstate/model/shapes.test-help.ts';

const walk: Walk = { traits: traitsOf('qemu-10.2'), trail: createTrail() };
markMember(walk.trail, 0, 'a');

function frame(members: readonly Member[], values: readonly Value[]): Frame {
  return { shape: shape('dev', members), values, version: 1, depth: 0 };
}

function count(type: CountType, held: Scalar, value: number): number | undefined {
  const array = scalar('a', 'uint8', { count: counted(1, type) });
  return countOf(walk, frame([array, scalar('n', held)], [[], value]), array);
}

it.each([
  ['int32', 'int32', -1, -1],
  ['int32', 'uint32', 0xffffffff, -1],
  ['uint32', 'uint32', 0x80000000, -0x80000000],
  ['uint32', 'int32', 7, 7],
  ['uint16', 'uint16', 0xffff, 0xffff],
  ['uint16', 'int16', -1, 0xffff],
  ['uint8', 'uint8', 255, 255],
  ['uint8', 'int8', -1, 255],
  ['uint8', 'bool', 1, 1],
] as const)('reads a count as %s from a member of %s', (type, held, value, expected) => {
  expect(count(type, held, value)).toBe(expected);
});

it.each([
  ['another width', scalar('n', 'uint16')],
  ['no scalar', member('n', { kind: 'buffer', size: 4 })],
  ['an array', scalar('n', 'int32', { count: fixed(1) })],
  ['a pointer', scalar('n', 'int32', { storage: 'pointer' })],
  ['a slot', scalar('n', 'int32', { slots: 'nullable' })],
])('refuses to count by %s', (_name, sibling: Member) => {
  const array = scalar('a', 'uint8', { count: counted(1, 'int32') });
  expect(() => countOf(walk, frame([array, sibling], [[], 1]), array)).toThrow('a: member 1 cannot hold');
});

it('refuses to count by a member that is not there or holds no number', () => {
  const array = scalar('a', 'uint8', { count: counted(1, 'int32') });
  expect(() => countOf(walk, frame([array], [[]]), array)).toThrow('a: member 1 cannot hold');
  expect(() => countOf(walk, frame([array, scalar('n', 'int32')], [[], 1n]), array)).toThrow('no number');
});

it('multiplies lengths as a C int', () => {
  const element = { kind: 'vbuffer', sizedBy: 1, multiply: 0x10000 } as const;
  const dev = [member('v', element), scalar('n', 'uint32')];
  expect(vbufferLength(walk, frame(dev, [null, 0x8000]), element)).toBe(-0x80000000);
  expect(vbufferLength(walk, frame(dev, [null, 0x10000]), element)).toBe(0);
  expect(vbufferLength(walk, frame(dev, [null, null]), element)).toBeUndefined();
});

it('reads the length of a bitmap as a C int', () => {
  const element = { kind: 'bitmap', sizedBy: 1 } as const;
  const length = (held: Member, value: number | null): number | undefined =>
    bitmapLength(walk, frame([member('b', element), held], [null, value]), element);
  expect(length(scalar('n', 'uint32'), 70)).toBe(70);
  expect(length(scalar('n', 'uint32'), 0xffffffff)).toBe(-1);
  expect(length(scalar('n', 'int32'), null)).toBeUndefined();
  expect(() => length(scalar('n', 'uint64'), 1)).toThrow('a: member 1 cannot hold its count or length');
});

it.each([
  [0, 0],
  [1, 1],
  [64, 1],
  [65, 2],
  [0x7fffffff, 0x2000000],
  [-1, 0],
  [-63, 0],
  [-64, undefined],
  [-0x80000000, undefined],
])('makes of %d bits %s words', (bits, words) => {
  expect(bitmapWords(bits)).toBe(words);
});

it('counts by a checked integer', () => {
  const array = scalar('a', 'uint8', { count: counted(1, 'int32') });
  const by = (sibling: Member): number | undefined => countOf(walk, frame([array, sibling], [[], 3]), array);
  expect(by(checkedMember('n', 'int32_le'))).toBe(3);
  expect(() => by(checkedMember('n', 'uint16_equal'))).toThrow('a: member 1 cannot hold');
});
