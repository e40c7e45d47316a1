import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Member, Rooms, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

function load(dialect: Dialect, members: Member[], before: Value[], wire: string, rooms: Rooms | null = null): Shown {
  return shown(decode({ shape: shape('dev', members), before, rooms }, bytes(wire), 1, dialect));
}

const nullable = [scalar('p', 'uint8', { count: fixed(2), slots: 'nullable' })];
const nested = [struct('s', shape('in', nullable))];

describe('a wrong marker of a NULL element', () => {
  it('is an element’s failure in 10.2', () => {
    for (const marker of ['00', '31', 'ff']) {
      const failure = { verdict: 'rejected', code: -22, consumed: 2, streamError: -22 };
      expect(load('qemu-10.2', nullable, [[1, null]], `07 ${marker}`)).toMatchObject({
        ...failure,
        values: [[7, null]],
      });
      expect(load('qemu-10.2', nested, [[[1, null]]], `07 ${marker}`)).toMatchObject(failure);
    }
    expect(load('qemu-10.2', nullable, [[1, null]], '07')).toMatchObject({ code: -22, consumed: 1, streamError: -5 });
  });

  it('leaves the stream error to the parent in 11.1', () => {
    const failure = { verdict: 'rejected', code: -22, consumed: 2 };
    expect(load('qemu-11.1', nullable, [[1, null]], '07 32')).toMatchObject({ ...failure, streamError: 0 });
    expect(load('qemu-11.1', nested, [[[1, null]]], '07 32')).toMatchObject({ ...failure, streamError: -22 });
    expect(load('qemu-11.1', nullable, [[1, null]], '07')).toMatchObject({ code: -22, consumed: 1, streamError: -5 });
  });

  it('aborts 11.1 when it says that an element follows', () => {
    expect(load('qemu-11.1', nullable, [[1, null]], '07 31')).toEqual({
      verdict: 'undefined',
      why: 'p[1]: an element for a slot that is NULL',
    });
  });
});

describe('slots that a load allocates', () => {
  const inner = shape('inner', [
    scalar('x', 'uint8'),
    scalar('new', 'uint32', { version: 9 }),
    scalar('hidden', 'uint64', { migrated: false }),
  ]);
  const members = [struct('p', inner, { count: fixed(3), slots: 'allocated', storage: 'pointer' })];

  it('become what the markers say, zero where nothing is loaded', () => {
    expect(load('qemu-11.1', members, [[null, null, null]], '30 31 07 30 00')).toEqual({
      verdict: 'ok',
      values: [[null, [7, 0, 0n], null]],
      consumed: 4,
      streamError: 0,
      ...plain,
    });
    const scalars = [scalar('p', 'uint64', { count: fixed(1), slots: 'allocated' })];
    expect(load('qemu-11.1', scalars, [[null]], '31 00 00 00 00 00 00 00 05 00')).toMatchObject({ values: [[5n]] });
  });

  it('keep an object whose load failed', () => {
    const failed = {
      verdict: 'rejected',
      code: -22,
      streamError: -5,
      values: [[[0, 0, 0n], LEFT, LEFT]],
      unspecified: [],
    };
    expect(load('qemu-11.1', members, [[null, null, null]], '31')).toMatchObject(failed);
  });

  it('refuse other markers without a stream error of their own', () => {
    expect(load('qemu-11.1', members, [[null, null, null]], '29')).toMatchObject({
      code: -22,
      streamError: 0,
      consumed: 1,
    });
  });

  it('must be NULL before', () => {
    expect(load('qemu-11.1', members, [[null, [1, 2, 3n], null]], '30 30 30').verdict).toBe('undefined');
    expect(load('qemu-11.1', members, [[null, [1, 2, 3n], null]], '29').verdict).toBe('rejected');
  });

  it('do not exist in 10.2', () => {
    expect(() => load('qemu-10.2', members, [[null, null, null]], '30')).toThrow('p: allocated slots');
  });
});

describe('an object fresh from g_malloc0', () => {
  const leaf = shape('leaf', [scalar('x', 'uint8')]);
  const embedded = scalar('a', 'uint16', { count: counted(0, 'uint8') });
  const bytesMember = member('v', { kind: 'vbuffer', sizedBy: 2, multiply: null });
  const object = shape('object', [scalar('n', 'uint8'), embedded, scalar('len', 'int32'), bytesMember]);
  const members = [struct('o', object, { count: fixed(1), slots: 'allocated' })];
  const wire = '31 02 00 01 00 02 00 00 00 02 08 09';

  it('has the room that the layout says', () => {
    const rooms: Rooms = new Map([
      [embedded, { elements: 2, bytes: 0 }],
      [bytesMember, { elements: 1, bytes: 2 }],
    ]);
    expect(load('qemu-11.1', members, [[null]], `${wire} 00`, rooms)).toMatchObject({
      verdict: 'ok',
      values: [[[2, [1, 2], 2, bytes('08 09')]]],
    });
    // What the stream did not bring is zero.
    expect(load('qemu-11.1', members, [[null]], wire.slice(0, -3), rooms)).toMatchObject({
      values: [[[2, [1, 2], 2, bytes('08 00')]]],
    });
    expect(load('qemu-11.1', members, [[null]], '31 02 00 01', rooms)).toMatchObject({
      values: [[[2, [1, 0], 0, bytes('')]]],
    });
    expect(load('qemu-11.1', members, [[null]], '31 03 00 01', rooms).verdict).toBe('undefined');
  });

  it('has none without', () => {
    expect(load('qemu-11.1', members, [[null]], wire)).toEqual({
      verdict: 'undefined',
      why: 'o[0].a: no known room for 2 elements',
    });
    expect(load('qemu-11.1', members, [[null]], '31 00 00 00 00 02 08 09')).toEqual({
      verdict: 'undefined',
      why: 'o[0].v: no known room for 2 bytes',
    });
    expect(load('qemu-11.1', members, [[null]], '31 00 00 00 00 00 00')).toMatchObject({
      values: [[[0, [], 0, bytes('')]]],
    });
  });

  it('is zero wherever nothing is loaded', () => {
    const hidden = { migrated: false } as const;
    const zero = shape('zero', [
      scalar('x', 'uint8'),
      scalar('wide', 'int64', hidden),
      member('buffer', { kind: 'buffer', size: 2 }, hidden),
      member('unused', { kind: 'unused', size: 2 }, hidden),
      struct('leaf', leaf, hidden),
      struct('leaves', leaf, { count: fixed(2), ...hidden }),
      struct('none', leaf, { count: fixed(0), ...hidden }),
      struct('pointer', leaf, { storage: 'pointer', ...hidden }),
      struct('pointers', leaf, { count: fixed(2), storage: 'pointer', ...hidden }),
      struct('slots', leaf, { count: fixed(2), slots: 'nullable', ...hidden }),
      struct('slot', leaf, { slots: 'nullable', ...hidden }),
      scalar('counted', 'uint8', { count: counted(0, 'uint8'), storage: 'pointer', ...hidden }),
      member('vbuffers', { kind: 'vbuffer', sizedBy: 1, multiply: null }, { count: fixed(1), ...hidden }),
    ]);
    expect(
      load('qemu-11.1', [struct('o', zero, { count: fixed(1), slots: 'allocated' })], [[null]], '31 07 00'),
    ).toMatchObject({
      verdict: 'ok',
      values: [[[7, 0n, bytes('00 00'), null, [0], [[0], [0]], [], null, null, [null, null], null, [], [bytes('')]]]],
      unspecified: [],
    });
  });

  it('has NULL pointers: nothing can be loaded behind them but what is allocated or marked', () => {
    const array = { count: counted(0, 'uint8') } as const;
    const object2 = (inner: Member): Member[] => [
      struct('o', shape('object', [scalar('n', 'uint8'), inner]), { count: fixed(1), slots: 'allocated' }),
    ];
    expect(
      load('qemu-11.1', object2(scalar('a', 'uint8', { ...array, storage: 'pointer' })), [[null]], '31 01 07').verdict,
    ).toBe('undefined');
    expect(
      load('qemu-11.1', object2(scalar('a', 'uint8', { ...array, storage: 'pointer' })), [[null]], '31 00 07'),
    ).toMatchObject({ values: [[[0, []]]] });
    expect(
      load('qemu-11.1', object2(scalar('a', 'uint8', { ...array, storage: 'allocated' })), [[null]], '31 01 07 00'),
    ).toMatchObject({ values: [[[1, [7]]]] });
    expect(
      load('qemu-11.1', object2(scalar('a', 'uint8', { count: fixed(1), slots: 'nullable' })), [[null]], '31 01 30 00'),
    ).toMatchObject({ values: [[[1, [null]]]] });
  });
});
