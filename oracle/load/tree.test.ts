import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { hookedShape, tree } from '../rare.test-help.ts';
import { bytes, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

const key = shape('key', [scalar('k', 'uint8')], 3, 1);
const value = shape('value', [scalar('v', 'uint8'), scalar('new', 'uint8', { version: 2 })], 2, 1);

function load(dialect: Dialect, of: Member, before: Value, wire: string): Shown {
  return shown(decode({ shape: shape('dev', [of], 9), before: [before] }, bytes(wire), 9, dialect));
}

/** A tree at version 2 of the device's, and one whose keys are integers. */
const pairs = (version = 2, keys: StructShape | null = key, values = value): Member =>
  tree('t', keys, values, { version });
const direct = pairs(2, null);

describe.each(dialects)('a tree is loaded, %s', (dialect) => {
  it('pair by pair, behind those that are there', () => {
    const done = { verdict: 'ok', streamError: 0, ...plain };
    expect(load(dialect, pairs(), [], '00 00 00 02 01 11 21 22 ff 12 23 24 00 7e')).toEqual({
      ...done,
      values: [
        [
          [[0x11], [0x21, 0x22]],
          [[0x12], [0x23, 0x24]],
        ],
      ],
      consumed: 13,
    });
    expect(load(dialect, pairs(), [[[1], [2, 3]]], '00 00 00 01 01 11 21 22 00 7e')).toEqual({
      ...done,
      values: [[LEFT, [[0x11], [0x21, 0x22]]]],
      consumed: 9,
    });
    expect(load(dialect, pairs(), [[[1], [2, 3]]], '00 00 00 00 00 7e')).toEqual({
      ...done,
      values: [[LEFT]],
      consumed: 5,
    });
  });

  it('and lost where the pointer to it is NULL', () => {
    expect(load(dialect, pairs(), null, '00 00 00 01 01 11 21 22 00 7e')).toEqual({
      verdict: 'ok',
      streamError: 0,
      ...plain,
      values: [null],
      consumed: 9,
      lost: true,
    });
  });

  it('in the order of the keys, and equal ones once', () => {
    const stream = '00 00 00 03 01 16 21 22 01 15 23 24 01 16 25 26 00 7e';
    const six = [[0x16], [0x25, 0x26]];
    expect(load(dialect, pairs(), [], stream)).toMatchObject({
      verdict: 'ok',
      values: [[[[0x15], [0x23, 0x24]], six]],
      lost: true,
    });
    // The key that is there stays, and another value takes the place of its own.
    const before = [
      [[0x16], [1, 2]],
      [[0x20], [3, 4]],
    ];
    expect(load(dialect, pairs(), before, stream)).toMatchObject({
      verdict: 'ok',
      values: [[[[0x15], [0x23, 0x24]], [LEFT, [0x25, 0x26]], LEFT]],
    });
  });

  it('with direct keys as long as the pointers of the host', () => {
    const wire = bytes('00 00 00 02 01 ff 00 00 00 00 00 00 01 21 22 01 00 00 00 00 00 00 00 01 23 24 00');
    const target = { shape: shape('dev', [direct], 9), before: [[]] };
    const values = (pointerSize: 4 | 8): unknown => {
      const { verdict, values } = shown(decode({ ...target, pointerSize }, wire, 9, dialect));
      return [verdict, values];
    };
    expect(values(8)).toEqual([
      'ok',
      [
        [
          [1n, [0x23, 0x24]],
          [0xff00000000000001n, [0x21, 0x22]],
        ],
      ],
    ]);
    expect(values(4)).toEqual(['ok', [[[0xff00000000000001n, [0x23, 0x24]]]]]);
  });

  it('with keys of 64 bits', () => {
    expect(load(dialect, direct, [], '00 00 00 01 01 ff 02 03 04 05 06 07 08 21 22 00 7e')).toMatchObject({
      verdict: 'ok',
      values: [[[0xff02030405060708n, [0x21, 0x22]]]],
      consumed: 16,
    });
  });

  it('at the version of the field, into zeros', () => {
    expect(load(dialect, pairs(1), [], '00 00 00 01 01 11 21 00 7e')).toMatchObject({
      verdict: 'ok',
      values: [[[[0x11], [0x21, 0]]]],
      unspecified: [],
    });
  });

  it('not at all at a version that the keys or the values do not have', () => {
    const refused = {
      verdict: 'rejected',
      code: -22,
      consumed: 0,
      streamError: -22,
      values: [LEFT],
      ...plain,
      cause: 'tree version',
    };
    const at = (version: number, keys: StructShape | null = key): Shown =>
      load(dialect, pairs(version, keys), [[[1], [2, 3]]], '00 00 00 00 00 7e');
    expect(at(0)).toEqual({ ...refused, why: 't: version 0 is too old for key' });
    expect(at(4)).toEqual({ ...refused, why: 't: version 4 is too new for key' });
    expect(at(3)).toEqual({ ...refused, why: 't: version 3 is too new for value' });
    expect(at(3, null)).toEqual({ ...refused, why: 't: version 3 is too new for value' });
  });

  it('and refused when it has not as many pairs as it says, which stay', () => {
    const refused = { verdict: 'rejected', code: -22, streamError: -22, cause: 'node count' };
    const one = [[[0x11], [0x21, 0x22]]];
    expect(load(dialect, pairs(), [], '00 00 00 02 01 11 21 22 00 7e')).toMatchObject({
      ...refused,
      consumed: 9,
      values: [one],
      why: 't: 1 nodes where 2 were announced',
    });
    // One too many is refused by its first byte.
    expect(load(dialect, pairs(), [], '00 00 00 01 01 11 21 22 01 12 23 24 00 7e')).toMatchObject({
      ...refused,
      consumed: 9,
      values: [one],
      why: 't: more nodes where 1 were announced',
    });
    expect(load(dialect, pairs(), [], 'ff ff ff ff 00 7e')).toMatchObject({ ...refused, consumed: 5, values: [[]] });
    expect(load(dialect, pairs(), [], 'ff ff ff ff 01 7e')).toMatchObject({ ...refused, consumed: 5, values: [[]] });
  });

  it('without the pair that fails', () => {
    const code = traitsOf(dialect).autoAlloc ? -22 : -5;
    const failed = { verdict: 'rejected', code, streamError: -5 };
    const one = [[[0x11], [0x21, 0x22]]];
    expect(load(dialect, pairs(), [], '00 00 00 02 01 11 21 22 01 12 23')).toMatchObject({
      ...failed,
      values: [one],
      why: 't[1].value.new: the stream has failed (-5)',
    });
    expect(load(dialect, pairs(), [], '00 00 00 02 01 11 21 22 01')).toMatchObject({
      ...failed,
      values: [one],
      why: 't[1].key.k: the stream has failed (-5)',
    });
    // A stream that ends behind a pair ends the tree too early.
    expect(load(dialect, pairs(), [], '00 00 00 02 01 11 21 22')).toMatchObject({
      ...failed,
      code: -22,
      values: [one],
      cause: 'node count',
    });
  });

  it('where one is, which fresh memory has not', () => {
    const inside = shape('s', [pairs(0)]);
    expect(load(dialect, struct('s', inside, { storage: 'allocated' }), null, '00 00 00 00 00')).toEqual({
      verdict: 'undefined',
      why: 's.t: it is an uninitialised pointer',
    });
  });
});

describe('a key or value with a positive result', () => {
  const late = hookedShape(value, { post_load: 3 });
  const early = hookedShape(key, { pre_load: 3 });

  it('ends the tree, and is lost, up to 10.2', () => {
    for (const dialect of ['qemu-7.2', 'qemu-10.0'] as const) {
      const done = { verdict: 'ok', missed: 1, lost: true, values: [[]] };
      expect(load(dialect, pairs(2, key, late), [], '00 00 00 02 01 11 21 22 01 00')).toMatchObject({
        ...done,
        consumed: 8,
        trace: ['post_load value 2'],
      });
      expect(load(dialect, pairs(2, early), [], '00 00 00 02 01 11 21 22 00')).toMatchObject({
        ...done,
        consumed: 5,
        trace: ['pre_load key'],
      });
    }
    expect(load('qemu-10.2', pairs(2, early), [], '00 00 00 02 01 11 21 22 00')).toMatchObject({
      verdict: 'ok',
      values: [[]],
      missed: 1,
    });
  });

  it('is more than 10.2 survives when it says so after the load', () => {
    expect(load('qemu-10.2', pairs(2, key, late), [], '00 00 00 01 01 11 21 22 00')).toMatchObject({
      verdict: 'undefined',
    });
  });

  it('is one like any other in 11.1, or fails', () => {
    expect(load('qemu-11.1', pairs(2, key, late), [], '00 00 00 01 01 11 21 22 00 7e')).toMatchObject({
      verdict: 'ok',
      values: [[[[0x11], [0x21, 0x22]]]],
      lost: false,
    });
    expect(load('qemu-11.1', pairs(2, early), [], '00 00 00 01 01 11 21 22 00 7e')).toMatchObject({
      verdict: 'rejected',
      code: -22,
      consumed: 5,
      values: [[]],
    });
  });
});

it('names what contradicts the shape', () => {
  expect(() => load('qemu-10.2', pairs(), 3, '00')).toThrow('t: a tree whose value is no array');
});
