import { expect, it } from 'vitest';
import { traitsOf } from '../vmstate/dialect.ts';
import type { CountType, Member } from '../vmstate/model.ts';
import type { Scalar } from '../vmstate/info.ts';
import { countOf, vbufferLength } from './count.ts';
import { createTrail, markMember } from './path.ts';
import { counted, fixed, member, scalar, shape } from './shapes.test-help.ts';

const traits = traitsOf('qemu-10.2');
const trail = createTrail();
markMember(trail, 0, 'a');

function count(type: CountType, held: Scalar, value: number): number | undefined {
  const array = scalar('a', 'uint8', { count: counted(1, type) });
  return countOf(shape('dev', [array, scalar('n', held)]), array, [[], value], traits, trail, 0);
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
  expect(() => countOf(shape('dev', [array, sibling]), array, [[], 1], traits, trail, 0)).toThrow('a: member 1 cannot hold');
});

it('refuses to count by a member that is not there or holds no number', () => {
  const array = scalar('a', 'uint8', { count: counted(1, 'int32') });
  expect(() => countOf(shape('dev', [array]), array, [[]], traits, trail, 0)).toThrow('a: member 1 cannot hold');
  expect(() => countOf(shape('dev', [array, scalar('n', 'int32')]), array, [[], 1n], traits, trail, 0)).toThrow('no number');
});

it('multiplies lengths as a C int', () => {
  const element = { kind: 'vbuffer', sizedBy: 1, multiply: 0x10000 } as const;
  const dev = shape('dev', [member('v', element), scalar('n', 'uint32')]);
  expect(vbufferLength(dev, element, [null, 0x8000], trail, 0)).toBe(-0x80000000);
  expect(vbufferLength(dev, element, [null, 0x10000], trail, 0)).toBe(0);
  expect(vbufferLength(dev, element, [null, null], trail, 0)).toBeUndefined();
});
