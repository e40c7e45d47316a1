import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Member, Value } from '../../vmstate/model/model.ts';
import { encode } from './encode.ts';
import { OracleFault } from '../fault.ts';
import {
  bytes,
  counted,
  fixed,
  spacedHex,
  member,
  scalar,
  shape,
  struct,
} from '../../vmstate/model/shapes.test-help.ts';

function wire(members: Member[], values: Value[], dialect: Dialect = 'qemu-10.2'): string {
  return spacedHex(encode({ shape: shape('dev', members), values }, dialect));
}

const point = shape('point', [scalar('x', 'uint8'), scalar('y', 'uint16')]);

describe.each(dialects)('encode, %s', (dialect) => {
  it.each([
    ['bool', 1, '01'],
    ['int8', -2, 'fe'],
    ['uint8', 0xfe, 'fe'],
    ['int16', -2, 'ff fe'],
    ['uint16', 0x1234, '12 34'],
    ['int32', -2, 'ff ff ff fe'],
    ['uint32', 0x87654321, '87 65 43 21'],
    ['int64', -2n, 'ff ff ff ff ff ff ff fe'],
    ['uint64', 0x1122334455667788n, '11 22 33 44 55 66 77 88'],
  ] as const)('writes %s big-endian', (type, value, expected) => {
    expect(wire([scalar('a', type)], [value], dialect)).toBe(expected);
  });

  it('writes buffers as they are and unused bytes as zeros', () => {
    const members = [member('b', { kind: 'buffer', size: 2 }), member('u', { kind: 'unused', size: 3 })];
    expect(wire(members, [bytes('ab cd'), null], dialect)).toBe('ab cd 00 00 00');
    const several = [member('u', { kind: 'unused', size: 1 }, { count: fixed(2) })];
    expect(wire(several, [[null, null]], dialect)).toBe('00 00');
  });

  it('writes structs as their members, wherever they live', () => {
    for (const storage of ['embedded', 'pointer', 'allocated'] as const) {
      expect(wire([struct('p', point, { storage })], [[1, 2]], dialect)).toBe('01 00 02');
    }
    const two = [struct('p', point, { count: fixed(2) })];
    expect(
      wire(
        two,
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        dialect,
      ),
    ).toBe('01 00 02 03 00 04');
  });

  it('leaves out what is not migrated or newer than its own struct', () => {
    const inner = shape('inner', [scalar('old', 'uint8', { version: 2 }), scalar('new', 'uint8', { version: 3 })], 2);
    const members = [
      scalar('hidden', 'uint8', { migrated: false }),
      scalar('new', 'uint8', { version: 2 }),
      struct('inner', inner),
      scalar('a', 'uint8', { version: 1 }),
    ];
    expect(wire(members, [1, 2, [3, 4], 5], dialect)).toBe('03 05');
  });

  it('takes counts from siblings, before or after, migrated or not', () => {
    const before = [scalar('n', 'uint8'), scalar('a', 'uint8', { count: counted(0, 'uint8') })];
    expect(wire(before, [2, [7, 8]], dialect)).toBe('02 07 08');
    const after = [scalar('a', 'uint8', { count: counted(1, 'uint16') }), scalar('n', 'uint16', { migrated: false })];
    expect(wire(after, [[7, 8], 2], dialect)).toBe('07 08');
  });

  it('has no elements for counts at and below zero', () => {
    const array = { count: counted(0, 'int32') };
    expect(wire([scalar('n', 'int32'), scalar('a', 'uint8', array)], [0, []], dialect)).toBe('00 00 00 00');
    expect(wire([scalar('a', 'uint8', { count: fixed(0) })], [[]], dialect)).toBe('');
    const below = (): string => wire([scalar('n', 'int32'), scalar('a', 'uint8', array)], [-1, []], dialect);
    if (traitsOf(dialect).ownWidths) {
      expect(below).toThrow('a: 0 elements, but its count is 4294967295');
      return;
    }
    expect(below()).toBe('ff ff ff ff');
    expect(
      wire([scalar('n', 'uint32'), scalar('a', 'uint8', { count: counted(0, 'uint32') })], [0x80000000, []], dialect),
    ).toBe('80 00 00 00');
  });

  it('writes vbuffers at the length their sibling says', () => {
    const plain = [
      scalar('n', 'uint32'),
      member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'pointer' }),
    ];
    expect(wire(plain, [2, bytes('0a 0b')], dialect)).toBe('00 00 00 02 0a 0b');
    expect(wire(plain, [0, bytes('')], dialect)).toBe('00 00 00 00');
    const times = [
      scalar('n', 'int32'),
      member('v', { kind: 'vbuffer', sizedBy: 0, multiply: 3 }, { storage: 'pointer' }),
    ];
    expect(wire(times, [1, bytes('0a 0b 0c')], dialect)).toBe('00 00 00 01 0a 0b 0c');
  });

  it('marks NULL elements, and valid ones not at all', () => {
    const members = [scalar('p', 'uint16', { count: fixed(3), slots: 'nullable' })];
    expect(wire(members, [[1, null, 2]], dialect)).toBe('00 01 30 00 02');
    expect(wire([struct('p', point, { slots: 'nullable' })], [null], dialect)).toBe('30');
  });

  it('grows for large values', () => {
    const large = new Uint8Array(5000).fill(7);
    const members = [member('b', { kind: 'buffer', size: 5000 }), member('u', { kind: 'unused', size: 9000 })];
    const encoded = encode({ shape: shape('dev', members), values: [large, null] }, dialect);
    expect(encoded.length).toBe(14000);
    expect(encoded.subarray(0, 5000)).toEqual(large);
    expect(encoded.subarray(5000).every((byte) => byte === 0)).toBe(true);
  });

  it.each<[string, Member[], Value[]]>([
    ['a: no value of uint8', [scalar('a', 'uint8')], [1n]],
    ['a: no value of uint8', [scalar('a', 'uint8')], [null]],
    ['a: no value of uint64', [scalar('a', 'uint64')], [1]],
    ['a: not 2 bytes', [member('a', { kind: 'buffer', size: 2 })], [bytes('01')]],
    ['a: not 2 bytes', [member('a', { kind: 'buffer', size: 2 })], [3]],
    ['p: a struct without values', [struct('p', point)], [null]],
    ['p: 1 values for 2 members', [struct('p', point)], [[1]]],
    ['1 values for 0 members', [], [1]],
    [
      'p[1].x: no value of uint8',
      [struct('p', point, { count: fixed(2) })],
      [
        [
          [1, 2],
          [null, 2],
        ],
      ],
    ],
    ['a: 1 elements, but its count is 2', [scalar('a', 'uint8', { count: fixed(2) })], [[1]]],
    [
      'a: 1 elements, but its count is',
      [scalar('a', 'uint8', { count: counted(1, 'int32') }), scalar('n', 'int32')],
      [[1], -1],
    ],
    ['a: an array field whose value is no array', [scalar('a', 'uint8', { count: fixed(2) })], [1]],
    [
      'a: its count is unspecified',
      [scalar('a', 'uint8', { count: counted(1, 'int32') }), scalar('n', 'int32')],
      [[], null],
    ],
    [
      'v: its length is unspecified',
      [member('v', { kind: 'vbuffer', sizedBy: 1, multiply: null }), scalar('n', 'int32')],
      [bytes(''), null],
    ],
    ['v: ', [member('v', { kind: 'vbuffer', sizedBy: 1, multiply: null }), scalar('n', 'int32')], [bytes(''), -1]],
    [
      'p[0].a: member 1 cannot hold',
      [struct('p', shape('in', [scalar('a', 'uint8', { count: counted(1, 'int32') })]), { count: fixed(1) })],
      [[[[]]]],
    ],
    [
      'p[0]: raw bytes (unused) behind pointer slots',
      [member('p', { kind: 'unused', size: 1 }, { count: fixed(1), slots: 'nullable' })],
      [[null]],
    ],
  ])('refuses a wrong model: %s', (message, members, values) => {
    const model = { shape: shape('dev', members), values };
    expect(() => encode(model, dialect)).toThrow(OracleFault);
    expect(() => encode(model, dialect)).toThrow(message);
  });
});

describe('encode, where the dialects differ', () => {
  it('multiplies element counts with wraparound in 10.2 only', () => {
    const members = [scalar('n', 'int32'), scalar('a', 'uint8', { count: counted(0, 'int32', 2) })];
    expect(wire(members, [1, [5, 6]])).toBe('00 00 00 01 05 06');
    expect(wire(members, [0x40000000, []])).toBe('40 00 00 00');
    expect(wire(members, [-0x7fffffff, [5, 6]])).toBe('80 00 00 01 05 06');
    expect(() => wire(members, [1, [5, 6]], 'qemu-11.1')).toThrow('VMS_MULTIPLY_ELEMENTS');
  });

  it('marks every element of an allocated array of pointers in 11.1 only', () => {
    const members = [struct('p', point, { count: fixed(2), slots: 'allocated' })];
    expect(wire(members, [[null, [1, 2]]], 'qemu-11.1')).toBe('30 31 01 00 02');
    expect(() => wire(members, [[null, [1, 2]]])).toThrow('p[0]: allocated slots');
  });
});

it('gives each caller a copy of its own', () => {
  const model = { shape: shape('dev', [scalar('a', 'uint8')]), values: [1] };
  const first = encode(model, 'qemu-10.2');
  encode({ ...model, values: [2] }, 'qemu-10.2');
  expect(spacedHex(first)).toBe('01');
});
