import { describe, expect, it } from 'vitest';
import { UNTOUCHED, type Member, type StructValue, type Value } from '../../vmstate/model/model.ts';
import { list, tmp, withParts } from '../rare.test-help.ts';
import { mergeUntouched } from './merge-untouched.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

const U = UNTOUCHED;
const point = shape('point', [scalar('x', 'uint8'), scalar('y', 'uint8')]);

function merged(of: Member, before: Value, after: Value): Value | undefined {
  return mergeUntouched([before], [after], shape('dev', [of]))[0];
}

describe('what a load did not touch is as it was', () => {
  it.each<[string, Member, Value, Value, Value]>([
    ['a scalar', scalar('a', 'uint8'), 1, U, 1],
    ['a scalar that was loaded', scalar('a', 'uint8'), 1, 2, 2],
    ['an array', scalar('a', 'uint8', { count: fixed(2) }), [1, 2], U, [1, 2]],
    ['elements', scalar('a', 'uint8', { count: fixed(3) }), [1, 2, 3], [7, U, U], [7, 2, 3]],
    ['fewer elements than before', scalar('a', 'uint8', { count: counted(0, 'uint8') }), [1, 2, 3], [7], [7]],
    ['a member of a struct', struct('s', point), [1, 2], [U, 8], [1, 8]],
    [
      'members of elements',
      struct('s', point, { count: fixed(2) }),
      [
        [1, 2],
        [3, 4],
      ],
      [[7, U], U],
      [
        [7, 2],
        [3, 4],
      ],
    ],
    ['a temporary object', tmp(point), [1, 2], [7, U], [7, 2]],
    [
      'what is behind slots',
      struct('s', point, { count: fixed(2), slots: 'nullable' }),
      [null, [3, 4]],
      [U, [7, U]],
      [null, [7, 4]],
    ],
    [
      'the tail of a list',
      list('l', point),
      [
        [1, 2],
        [3, 4],
      ],
      [U, U, [5, 6]],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    [
      'the head of a list',
      list('l', point),
      [
        [1, 2],
        [3, 4],
      ],
      [[5, 6], U, U],
      [
        [5, 6],
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a list that is lost',
      list('l', point),
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ],
    [
      'the end of a buffer',
      member('b', { kind: 'buffer', size: 3 }),
      bytes('01 02 03'),
      bytes('09'),
      bytes('09 02 03'),
    ],
    ['a whole buffer', member('b', { kind: 'buffer', size: 1 }), bytes('01'), bytes('09'), bytes('09')],
    [
      'buffers of an array',
      member('b', { kind: 'buffer', size: 2 }, { count: fixed(2) }),
      [bytes('01 02'), bytes('03 04')],
      [bytes('09'), U],
      [bytes('09 02'), bytes('03 04')],
    ],
  ])('%s', (_what, of, before, after, expected) => {
    expect(merged(of, before, after)).toEqual(expected);
  });

  // Its sibling says by now what a temporary object made of it: nothing goes by that.
  it.each<[string, number, Uint8Array, Value]>([
    ['cut short', 4, bytes('09'), bytes('09 02 03 04')],
    ['cut short, of fewer bytes than before', 2, bytes('09'), bytes('09 02')],
    ['shorter than it was', 2, bytes('09 0a'), bytes('09 0a')],
    ['empty', 0, bytes(''), bytes('')],
    ['of a length below zero', -1, bytes(''), bytes('')],
  ])('the end of a vbuffer %s', (_what, length, after, expected) => {
    const dev = shape('dev', [scalar('n', 'int32'), member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null })]);
    const lengths = new Map([[after, length]]);
    expect(mergeUntouched([4, bytes('01 02 03 04')], [3, after], dev, { lengths })).toEqual([3, expected]);
  });

  it('nothing of a bitmap, whose length is in bits', () => {
    const dev = shape('dev', [
      scalar('n', 'int32'),
      member('b', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' }),
    ]);
    const [before, after] = [bytes('01 02 03 04 05 06 07 08'), bytes('00 00 00 00 00 00 00 09')];
    expect(mergeUntouched([64, before], [64, after], dev, { lengths: new Map([[after, 64]]) })).toEqual([64, after]);
  });

  it('nothing of a vbuffer that came whole', () => {
    const dev = shape('dev', [scalar('n', 'int32'), member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null })]);
    expect(mergeUntouched([4, bytes('01 02 03 04')], [4, bytes('09')], dev)).toEqual([4, bytes('09')]);
  });

  it('and keeps unknown what one load does not know of a byte array that came twice', () => {
    const dev = shape('dev', [member('a', { kind: 'bytearray' })]);
    const of = (before: string, after: [number, Uint8Array]): Value =>
      mergeUntouched([bytes(before)], [after], dev, { lengths: new Map(), isOneLoad: true })[0] ?? null;
    expect(of('01 02', [4, bytes('09')])).toEqual([4, bytes('09 02')]);
    expect(of('01', [4, bytes('09 08')])).toEqual([4, bytes('09 08')]);
    expect(of('01 02 03', [2, bytes('09')])).toEqual(bytes('09 02'));
  });

  it('the end of a byte array', () => {
    const dev = shape('dev', [member('a', { kind: 'bytearray' })]);
    expect(mergeUntouched([bytes('01 02 03')], [[2, bytes('09')]], dev)).toEqual([bytes('09 02')]);
    expect(mergeUntouched([bytes('01 02')], [[4, bytes('09')]], dev)).toEqual([bytes('09 02 00 00')]);
    expect(mergeUntouched([bytes('01 02')], [bytes('09')], dev)).toEqual([bytes('09')]);
  });

  it('the nodes of a tree, among those that came', () => {
    const dev = shape('dev', [member('t', { kind: 'tree', key: null, value: point })]);
    expect(mergeUntouched([[[1n, [2, 3]]]], [[U, [4n, [5, 6]]]], dev)).toEqual([
      [
        [1n, [2, 3]],
        [4n, [5, 6]],
      ],
    ]);
    const two = [
      [1n, [2, 3]],
      [4n, [5, 6]],
    ];
    expect(mergeUntouched([two], [[[0n, [9, 9]], U, [2n, [8, 8]], [U, [7, 7]]]], dev)).toEqual([
      [
        [0n, [9, 9]],
        [1n, [2, 3]],
        [2n, [8, 8]],
        [4n, [7, 7]],
      ],
    ]);
    // Loaded twice in one stream: the first load's nodes are old, its own old ones are older.
    expect(
      mergeUntouched(
        [[U, [4n, [5, 6]]]],
        [
          [
            [U, [7, 7]],
            [U, [8, 8]],
          ],
        ],
        dev,
      ),
    ).toEqual([
      [
        [U, [7, 7]],
        [4n, [8, 8]],
      ],
    ]);
  });

  it('subsections', () => {
    const dev = withParts(shape('d', [scalar('a', 'uint8')]), point, withParts(shape('d/b', []), point));
    const before: StructValue = [1, [2, 3], [[4, 5]]];
    expect(mergeUntouched(before, [7, U, [[U, 8]]], dev)).toEqual([7, [2, 3], [[4, 8]]]);
    expect(mergeUntouched(before, [U, [6, U], U], dev)).toEqual([1, [6, 3], [[4, 5]]]);
  });
});

describe('a load made anew', () => {
  it.each<[string, Member, Value, Value]>([
    [
      'an allocated array',
      struct('s', point, { count: fixed(2), storage: 'allocated' }),
      [],
      [
        [1, 2],
        [3, null],
      ],
    ],
    [
      'a buffer that was cut short',
      member('b', { kind: 'buffer', size: 2 }, { storage: 'allocated' }),
      bytes('01 02'),
      bytes(''),
    ],
    ['an object', struct('s', point, { storage: 'allocated' }), null, [1, null]],
    ['an object behind a slot', struct('s', point, { count: fixed(1), slots: 'allocated' }), [null], [[1, 0]]],
  ])('%s', (_what, of, before, after) => {
    expect(merged(of, before, after)).toEqual(after);
  });
});

it('keeps UNTOUCHED where both are UNTOUCHED', () => {
  const buffer = member('b', { kind: 'buffer', size: 2 });
  expect(merged(struct('s', point), U, [7, U])).toEqual([7, U]);
  expect(merged(list('l', point), U, [U, [7, 8]])).toEqual([U, [7, 8]]);
  const kept = mergeUntouched([[7, U], U], [[U, U], bytes('09')], shape('dev', [struct('s', point), buffer]));
  expect(kept).toEqual([[7, U], bytes('09')]);
  expect(Array.isArray(kept[0]) && kept[0][1] === UNTOUCHED).toBe(true);
});

it('changes neither', () => {
  const before: StructValue = [[1, 2]];
  const after: StructValue = [[U, 8]];
  expect(mergeUntouched(before, after, shape('dev', [struct('s', point)]))).toEqual([[1, 8]]);
  expect([before, after]).toEqual([[[1, 2]], [[U, 8]]]);
});
