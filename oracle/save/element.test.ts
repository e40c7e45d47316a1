import { describe, expect, it } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { CheckedInfo } from '../../vmstate/info.ts';
import type { Member, Value } from '../../vmstate/model/model.ts';
import { encode } from './encode.ts';
import { bitmap, checkedMember, list, versionFrom, tmp, validate } from '../rare.test-help.ts';
import { bytes, fixed, spacedHex, member, scalar, shape } from '../../vmstate/model/shapes.test-help.ts';

/** A little below zero there is no word. */
const noBits: readonly (readonly [number, string])[] = [
  [-1, ''],
  [-63, ''],
];

describe.each(dialects)('the bytes of an element, %s', (dialect) => {
  const save = (members: Member[], values: Value[]): string =>
    spacedHex(encode({ shape: shape('dev', members), values }, dialect));

  it.each<[CheckedInfo, Value, string]>([
    ['uint8_equal', 0xfe, 'fe'],
    ['uint16_equal', 0xfedc, 'fe dc'],
    ['uint32_equal', 0xfedcba98, 'fe dc ba 98'],
    ['int32_equal', -2, 'ff ff ff fe'],
    ['uint64_equal', 0xfedcba9876543210n, 'fe dc ba 98 76 54 32 10'],
    ['int32_le', -3, 'ff ff ff fd'],
  ])('of %s are those of a plain integer', (info, value, wire) => {
    expect(save([checkedMember('c', info)], [value])).toBe(wire);
    expect(save([checkedMember('c', info, { count: fixed(2) })], [[value, value]])).toBe(`${wire} ${wire}`);
    expect(save([checkedMember('c', info, { count: fixed(2), slots: 'nullable' })], [[value, null]])).toBe(
      `${wire} 30`,
    );
  });

  it('of a cpudouble are its 64 bits', () => {
    // 1.5 is 0x3ff8 << 48.
    expect(save([scalar('d', 'cpudouble')], [0x3ff8000000000000n])).toBe('3f f8 00 00 00 00 00 00');
  });

  it('of a timer are its time, or -1', () => {
    expect(save([member('t', { kind: 'timer' })], [0x0102030405060708n])).toBe('01 02 03 04 05 06 07 08');
    for (const idle of [-1n, -2n, -(2n ** 63n)])
      expect(save([member('t', { kind: 'timer' })], [idle])).toBe('ff ff ff ff ff ff ff ff');
  });

  it('of a byte array are its length and its bytes', () => {
    expect(save([member('a', { kind: 'bytearray' })], [bytes('07 08')])).toBe('00 00 00 02 07 08');
    expect(save([member('a', { kind: 'bytearray' })], [bytes('')])).toBe('00 00 00 00');
  });

  it.each([
    [0, ''],
    [1, '00 00 00 00 00 00 00 01'],
    [64, '80 00 00 00 00 00 00 01'],
    [65, '80 00 00 00 00 00 00 01 00 00 00 00 00 00 00 01'],
    ...(traitsOf(dialect).intCounts ? noBits : []),
  ] as const)('of a bitmap of %d bits are its words', (bits, words) => {
    expect(save([scalar('n', 'int32', { migrated: false }), bitmap('b', 0)], [bits, bytes(words)])).toBe(words);
  });

  it('of a list are each element behind a 1, and a 0', () => {
    const item = shape('item', [scalar('x', 'uint8'), scalar('y', 'uint8', { version: 2 })], 2);
    for (const kind of ['qtailq', 'qlist'] as const) {
      expect(save([list('l', item, {}, kind)], [[]])).toBe('00');
      // The version of the field is that of a load.
      expect(
        save(
          [list('l', item, { version: 1 }, kind)],
          [
            [
              [7, 8],
              [9, 10],
            ],
          ],
        ),
      ).toBe('01 07 08 01 09 0a 00');
    }
    const lists = shape('lists', [list('inner', item)]);
    expect(save([list('l', lists)], [[[[[7, 8]]], [[]]]])).toBe('01 01 07 08 00 01 00 00');
  });

  it('of a temporary object are its members', () => {
    const object = shape('object', [
      scalar('x', 'uint8'),
      scalar('new', 'uint8', { version: 2 }),
      scalar('y', 'uint16'),
    ]);
    expect(save([tmp(object), scalar('z', 'uint8')], [[1, 2, 3], 4])).toBe('01 00 03 04');
  });
});

const item = shape('item', [scalar('x', 'uint8')]);
const n = scalar('n', 'int32');

it.each<[string, Member, Value]>([
  ['no value of uint8_equal', checkedMember('a', 'uint8_equal'), 1n],
  ['no value of uint64_equal', checkedMember('a', 'uint64_equal'), 1],
  ['no value of cpudouble', scalar('a', 'cpudouble'), 1],
  ['not 8 bytes', bitmap('a', 0), bytes('01')],
  ['not 8 bytes', bitmap('a', 0), null],
  ['a list whose value is no array', list('a', item), 1],
  ['a struct without values', tmp(item), null],
  ['0 values for 1 members', tmp(item), []],
  ['a list is always single', list('a', item, { count: fixed(1) }), [[]]],
  ['a tmp is always single', tmp(item, { count: fixed(1) }), [[1]]],
  ['a bitmap is always single', bitmap('a', 0, { count: fixed(1) }), [bytes('')]],
  ['a validate is always single', { ...validate('a', versionFrom(0)), count: fixed(1) }, [null]],
  ['a list is always single', list('a', item, { slots: 'nullable' }), []],
  ['a bitmap is always single', bitmap('a', 0, { slots: 'nullable' }), null],
])('refuses %s', (message, wrong, value) => {
  const dev = shape('dev', [n, wrong]);
  const path = wrong.name;
  expect(() => encode({ shape: dev, values: [1, value] }, 'qemu-10.2')).toThrow(`${path}: ${message}`);
});

it('names the element of a list, and a length that cannot be', () => {
  const dev = shape('dev', [
    n,
    list('l', item),
    bitmap('b', 0),
    member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }),
  ]);
  const save = (values: Value[]) => () => encode({ shape: dev, values }, 'qemu-10.2');
  expect(save([0, [[1], 2], bytes(''), bytes('')])).toThrow('l[1]: a struct without values');
  expect(save([0, [[1], ['x' as never]], bytes(''), bytes('')])).toThrow('l[1].x: no value of uint8');
  expect(save([-64, [], bytes(''), bytes('')])).toThrow('b: a save of -64 bits');
  expect(save([-1, [], bytes(''), bytes('')])).toThrow('v: a save of -1 bytes');
  expect(save([null, [], bytes(''), bytes('')])).toThrow('n: no value of int32');
  const hidden = shape('dev', [scalar('n', 'int32', { migrated: false }), bitmap('b', 0)]);
  expect(() => encode({ shape: hidden, values: [null, bytes('')] }, 'qemu-10.2')).toThrow(
    'b: its length is unspecified',
  );
});
