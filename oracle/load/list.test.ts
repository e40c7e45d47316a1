import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Count, Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { hookedShape, list } from '../rare.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

/** Two versions of an element. */
const item = shape('item', [scalar('x', 'uint8'), scalar('new', 'uint8', { version: 2 })], 2, 1);
const kinds = ['qtailq', 'qlist'] as const;

function load(dialect: Dialect, members: Member[], before: Value[], wire: string): Shown {
  return shown(decode({ shape: shape('dev', members, 9), before }, bytes(wire), 9, dialect));
}

/** A list of these at version 2 of the device's. */
function of(kind: 'qtailq' | 'qlist', inner: StructShape = item, version = 2): Member {
  return list('l', inner, { version }, kind);
}

describe.each(dialects)('a list is loaded, %s', (dialect) => {
  it('in order, as long as no byte is 0', () => {
    for (const kind of kinds) {
      expect(load(dialect, [of(kind)], [[]], '01 11 12 ff 13 14 00 7e')).toEqual({
        verdict: 'ok',
        values: [
          [
            [0x11, 0x12],
            [0x13, 0x14],
          ],
        ],
        consumed: 7,
        streamError: 0,
        ...plain,
      });
    }
  });

  it('to the end of what is there, or to the head of it', () => {
    const before = [
      [
        [1, 2],
        [3, 4],
      ],
    ];
    expect(load(dialect, [of('qtailq')], before, '00 7e')).toMatchObject({ values: [[LEFT, LEFT]] });
    expect(load(dialect, [of('qtailq')], before, '01 11 12 01 13 14 00 7e')).toMatchObject({
      values: [[LEFT, LEFT, [0x11, 0x12], [0x13, 0x14]]],
    });
    expect(load(dialect, [of('qlist')], before, '00 7e')).toMatchObject({ values: [[LEFT, LEFT]] });
    expect(load(dialect, [of('qlist')], before, '01 11 12 00 7e')).toMatchObject({
      values: [[[0x11, 0x12], LEFT, LEFT]],
    });
    // The second new element stands behind the first, and nothing behind it.
    expect(load(dialect, [of('qlist')], before, '01 11 12 01 13 14 00 7e')).toMatchObject({
      values: [
        [
          [0x11, 0x12],
          [0x13, 0x14],
        ],
      ],
    });
  });

  it('at the version of the field, into uninitialised memory', () => {
    expect(load(dialect, [of('qtailq', item, 1)], [[[1, 2]]], '01 11 01 12 00 7e')).toEqual({
      verdict: 'ok',
      values: [[LEFT, [0x11, null], [0x12, null]]],
      consumed: 5,
      streamError: 0,
      ...plain,
      unspecified: ['l[1].new', 'l[2].new'],
    });
    expect(load(dialect, [of('qlist', item, 1)], [[[1, 2]]], '01 11 00 7e')).toMatchObject({
      unspecified: ['l[0].new'],
    });
  });

  it('as far as the first thing after a look past the end of the stream', () => {
    const code = traitsOf(dialect).autoAlloc ? -22 : -5;
    const failed = { verdict: 'rejected', code, streamError: -5, why: 'l[1].u: the stream has failed (-5)' };
    const starts = (count: Count, size = 2): Shown =>
      load(
        dialect,
        [of('qtailq', shape('item', [member('u', { kind: 'unused', size }, { count })], 2))],
        [[]],
        '01 aa bb 05 05 69 74',
      );
    // The look for a subsection needs five bytes of its name; the byte that it looks at first announces an element.
    expect(starts({ kind: 'one' })).toMatchObject({ ...failed, consumed: 6 });
    expect(starts(fixed(1))).toMatchObject({ ...failed, consumed: 6 });
    expect(starts(fixed(0))).toMatchObject({ ...failed, consumed: 7, why: 'l: the stream has failed (-5)' });
    const two = shape('item', [member('u', { kind: 'unused', size: 1 }, { count: fixed(2) })], 2);
    expect(load(dialect, [of('qtailq', two)], [[]], '01 aa bb 05 05 69 74')).toMatchObject({ ...failed, consumed: 5 });
  });

  it('not at all at a version that its elements do not have', () => {
    for (const version of [0, 3]) {
      expect(load(dialect, [of('qtailq', item, version)], [[[1, 2]]], '01 11 12 00 7e')).toEqual({
        verdict: 'rejected',
        code: -22,
        consumed: 0,
        streamError: -22,
        values: [LEFT],
        ...plain,
        cause: 'element version',
        why: `l: version ${version} is too ${version === 0 ? 'old' : 'new'}`,
      });
    }
  });

  it('without the element that fails', () => {
    const code = traitsOf(dialect).autoAlloc ? -22 : -5;
    const failed = { verdict: 'rejected', code, streamError: -5 };
    expect(load(dialect, [of('qtailq')], [[[1, 2]]], '01 11 12 01 13')).toMatchObject({
      ...failed,
      values: [[LEFT, [0x11, 0x12]]],
      why: 'l[2].new: the stream has failed (-5)',
    });
    // The byte behind the last element reads as 0, which is the end of the list, though not of the trouble.
    expect(load(dialect, [of('qlist')], [[]], '01 11 12')).toMatchObject({
      ...failed,
      consumed: 3,
      values: [[[0x11, 0x12]]],
      why: 'l: the stream has failed (-5)',
    });
  });

  it('that is nowhere, in fresh memory', () => {
    const inside = shape('s', [scalar('n', 'uint8'), of('qtailq', item, 0)]);
    expect(load(dialect, [struct('s', inside, { storage: 'allocated' })], [null], '05 00 7e')).toEqual({
      verdict: 'undefined',
      why: 's.l: its head is not initialised',
    });
  });
});

describe('an element with a positive result', () => {
  const late = hookedShape(item, { post_load: 3 });
  const early = hookedShape(item, { pre_load: 3 });

  it('ends the list, and is lost, up to 10.2', () => {
    for (const dialect of ['qemu-7.2', 'qemu-10.0'] as const) {
      const done = { verdict: 'ok', missed: 1, lost: true, streamError: 0 };
      expect(load(dialect, [of('qtailq', late)], [[]], '01 11 12 01 13 14 00')).toMatchObject({
        ...done,
        values: [[]],
        consumed: 3,
        trace: ['post_load item 2'],
      });
      expect(load(dialect, [of('qtailq', early)], [[]], '01 11 12 00')).toMatchObject({
        ...done,
        values: [[]],
        consumed: 1,
        trace: ['pre_load item'],
      });
    }
    expect(load('qemu-10.2', [of('qtailq', early)], [[]], '01 11 12 00')).toMatchObject({
      verdict: 'ok',
      values: [[]],
      consumed: 1,
      missed: 1,
      lost: true,
    });
  });

  it('is more than 10.2 survives when it says so after the load', () => {
    expect(load('qemu-10.2', [of('qtailq', late)], [[]], '01 11 12 00')).toEqual({
      verdict: 'undefined',
      why: 'l[0]: an element returns 3 without an error to report',
    });
  });

  it('is one like any other in 11.1, or fails', () => {
    expect(load('qemu-11.1', [of('qtailq', late)], [[]], '01 11 12 00 7e')).toMatchObject({
      verdict: 'ok',
      values: [[[0x11, 0x12]]],
      missed: 0,
      lost: false,
    });
    expect(load('qemu-11.1', [of('qtailq', early)], [[]], '01 11 12 00 7e')).toMatchObject({
      verdict: 'rejected',
      code: -22,
      consumed: 1,
      values: [[]],
    });
  });
});

it('counts inside an element by what was loaded there', () => {
  const array = shape(
    'i',
    [scalar('n', 'uint8'), scalar('a', 'uint8', { count: counted(0, 'uint8'), storage: 'allocated' })],
    2,
  );
  expect(load('qemu-10.2', [of('qtailq', array)], [[]], '01 02 08 09 01 00 00 7e')).toMatchObject({
    values: [
      [
        [2, [8, 9]],
        [0, []],
      ],
    ],
  });
  const pointer = shape('i', [scalar('p', 'uint8', { storage: 'pointer' })], 2);
  expect(load('qemu-10.2', [of('qtailq', pointer)], [[]], '01 02 00')).toMatchObject({ verdict: 'undefined' });
});

it('names what contradicts the shape', () => {
  expect(() => load('qemu-10.2', [of('qtailq')], [3], '00')).toThrow('l: a list whose value is no array');
  const zeroed = shape('z', [of('qlist', item, 0)]);
  expect(
    load('qemu-11.1', [struct('s', zeroed, { count: fixed(1), slots: 'allocated' })], [[null]], '31 00 7e'),
  ).toMatchObject({ verdict: 'rejected' });
});
