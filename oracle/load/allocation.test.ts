import { describe, expect, it } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import type { Member, Rooms, Value } from '../../vmstate/model/model.ts';
import { messageText } from '../messages/message.ts';
import { decode } from './decode.ts';
import { plain, shown, type Shown } from './load.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

describe.each(dialects)('storage that a load allocates, %s', (dialect) => {
  function load(members: Member[], before: Value[], wire: string, rooms: Rooms | null = null): Shown {
    return shown(decode({ shape: shape('dev', members), before, rooms }, bytes(wire), 1, dialect));
  }

  const n = scalar('n', 'int32');
  const array = { count: counted(0, 'int32'), storage: 'allocated' } as const;

  it('grows and shrinks with the count', () => {
    const members = [n, scalar('a', 'uint8', array)];
    expect(load(members, [0, []], '00 00 00 02 08 09 00')).toMatchObject({
      verdict: 'ok',
      values: [2, [8, 9]],
      unspecified: [],
    });
    expect(load(members, [2, [1, 2]], '00 00 00 01 08 00')).toMatchObject({ values: [1, [8]] });
    expect(load(members, [2, [1, 2]], '00 00 00 00')).toMatchObject({ values: [0, []] });
  });

  it('holds nothing yet where the stream ended', () => {
    const members = [n, scalar('a', 'uint16', array)];
    expect(load(members, [0, []], '00 00 00 03 08')).toMatchObject({
      verdict: 'rejected',
      values: [3, [0x0800, null, null]],
      unspecified: ['a[1]', 'a[2]'],
    });
    const buffer = [member('b', { kind: 'buffer', size: 2 }, { storage: 'allocated' })];
    expect(load(buffer, [null], '08')).toMatchObject({ verdict: 'rejected', values: [bytes('')], unspecified: ['b'] });
    const vbuffer = [n, member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'allocated' })];
    expect(load(vbuffer, [0, null], '00 00 00 02 08 09 00')).toMatchObject({
      values: [2, bytes('08 09')],
      unspecified: [],
    });
    expect(load(vbuffer, [0, null], '00 00 00 02 08')).toMatchObject({ values: [2, bytes('')], unspecified: ['v'] });
    expect(load(vbuffer, [0, null], '00 00 00 00')).toMatchObject({ values: [0, bytes('')], unspecified: [] });
  });

  it('names what in a fresh struct is loaded from nowhere', () => {
    const leaf = shape('leaf', [scalar('x', 'uint8'), scalar('new', 'uint8', { version: 9 })]);
    const inner = shape('inner', [
      scalar('x', 'uint8'),
      scalar('hidden', 'uint8', { migrated: false }),
      member('unused', { kind: 'unused', size: 1 }),
      member('gone', { kind: 'unused', size: 1 }, { version: 9 }),
      member('several', { kind: 'unused', size: 1 }, { count: fixed(1) }),
      struct('leaves', leaf, { count: fixed(1) }),
      scalar('own', 'uint8', { storage: 'allocated' }),
    ]);
    expect(load([n, struct('s', inner, array)], [0, []], '00 00 00 01 01 ff ff 02 03 00')).toEqual({
      verdict: 'ok',
      values: [1, [[1, null, null, null, [null], [[2, null]], 3]]],
      consumed: 9,
      streamError: 0,
      ...plain,
      unspecified: ['s[0].hidden', 's[0].leaves[0].new'],
    });
    expect(load([struct('s', leaf, { storage: 'allocated' })], [null], '07 00')).toMatchObject({
      values: [[7, null]],
      unspecified: ['s.new'],
    });
    expect(load([n, struct('s', inner, array)], [0, []], '00 00 00 01 01')).toMatchObject({
      verdict: 'rejected',
      unspecified: ['s[0].hidden', 's[0].several', 's[0].leaves', 's[0].own'],
    });
  });

  it('has no answer for what a fresh struct cannot hold', () => {
    const within = (inner: Member): Shown =>
      load(
        [struct('s', shape('inner', [scalar('k', 'uint8', { migrated: false }), inner]), { storage: 'allocated' })],
        [null],
        '01 02 00',
      );
    expect(within(scalar('a', 'uint8', { storage: 'pointer' }))).toMatchObject({
      why: 's.a: its pointer is NULL or uninitialised',
    });
    expect(within(scalar('a', 'uint8', { count: fixed(1), slots: 'nullable' }))).toMatchObject({
      why: 's.a: its slots are uninitialised',
    });
    expect(within(scalar('a', 'uint8', { count: counted(0, 'uint8') }))).toMatchObject({
      why: 's.a: its count is unspecified',
    });
    expect(within(scalar('a', 'uint8', { count: fixed(2) }))).toMatchObject({
      verdict: 'ok',
      values: [[null, [1, 2]]],
      unspecified: ['s.k'],
    });
    expect(within(scalar('a', 'uint8', { count: fixed(0), slots: 'nullable' }))).toMatchObject({
      values: [[null, []]],
    });
  });

  it('holds embedded arrays of the room that the layout says', () => {
    const vbuffers = member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { count: fixed(2) });
    const members = [struct('s', shape('inner', [n, vbuffers]), { storage: 'allocated' })];
    const rooms: Rooms = new Map([[vbuffers, { elements: 2, bytes: 2 }]]);
    expect(load(members, [null], '00 00 00 01 08 09 00', rooms)).toMatchObject({
      values: [[1, [bytes('08'), bytes('09')]]],
      unspecified: [],
    });
    expect(load(members, [null], '00 00 00 02 08 09 0a', rooms)).toMatchObject({
      values: [[2, [bytes('08 09'), bytes('')]]],
      unspecified: ['s.v[1]'],
    });
    expect(load(members, [null], '00 00 00 03 08 09 00', rooms).verdict).toBe('undefined');
    expect(load(members, [null], 'ff ff ff ff 08 09 00', rooms).verdict).toBe('undefined');
    expect(load(members, [null], '00 00 00 01 08 09 00').verdict).toBe('undefined');
  });

  it('has no answer where g_malloc might abort, or leaves slots behind', () => {
    const undefinedFor = (members: Member[], wire: string): void => {
      expect(load(members, [0, []], wire).verdict).toBe('undefined');
    };
    undefinedFor([n, scalar('a', 'uint8', array)], 'ff ff ff ff');
    undefinedFor([n, scalar('a', 'uint8', array)], '7f ff ff ff');
    undefinedFor([n, member('b', { kind: 'buffer', size: 1024 }, array)], '00 01 00 00');
    undefinedFor([n, scalar('a', 'uint8', { ...array, slots: 'nullable' })], '00 00 00 01 30');
    const vbuffer = [n, member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'allocated' })];
    undefinedFor(vbuffer, 'ff ff ff ff');
    undefinedFor(vbuffer, '7f ff ff ff');
  });

  it('has none beyond what the caller allows one field', () => {
    const within = (members: Member[], before: Value[], wire: string): string => {
      const target = { shape: shape('dev', members), before, most: { elements: 2, bytes: 20 } };
      return decode(target, bytes(wire), 1, dialect).verdict;
    };
    expect(within([n, scalar('a', 'uint8', array)], [0, []], '00 00 00 02 08 09 00')).toBe('ok');
    expect(within([n, scalar('a', 'uint8', array)], [0, []], '00 00 00 03 08 09 0a 00')).toBe('undefined');
    const wide = member('b', { kind: 'buffer', size: 16 }, array);
    expect(within([n, wide], [0, []], `00 00 00 01 ${'01 '.repeat(16)}00`)).toBe('ok');
    expect(within([n, wide], [0, []], `00 00 00 02 ${'01 '.repeat(32)}00`)).toBe('undefined');
  });
});

describe('what 11.2 says of sizes', () => {
  function said(members: Member[], before: Value[], wire: string): readonly string[] | null {
    const target = { shape: shape('dev', members), before, rooms: null };
    const loaded = decode(target, bytes(wire), 1, 'qemu-11.2');
    if (loaded.verdict !== 'rejected') throw new Error(loaded.verdict);
    return loaded.messages?.map(messageText) ?? null;
  }

  const n = scalar('n', 'uint64');
  const ones = 'ff ff ff ff ff ff ff ff';
  const length = (multiply: number | null): Member =>
    member('v', { kind: 'vbuffer', sizedBy: 0, multiply }, { storage: 'allocated' });

  it('names the function that refuses', () => {
    expect(said([n, length(2)], [0n, null], ones)).toEqual(["vmstate_size: VMState field 'v' multiply overflow"]);
    const refused = "vmstate_handle_alloc: Could not allocate memory for field 'v'";
    expect(said([n, length(null)], [0n, null], ones)).toEqual([refused]);
    const pairs = member('b', { kind: 'buffer', size: 2 }, { count: counted(0, 'uint64'), storage: 'allocated' });
    expect(said([n, pairs], [0n, []], ones)).toEqual(["vmstate_handle_alloc: field 'b' multiply overflow"]);
  });

  it('is open where a model does not tell how large an element is', () => {
    const array = scalar('a', 'uint16', { count: counted(0, 'uint64'), storage: 'allocated' });
    expect(said([n, array], [0n, []], ones)).toBeNull();
  });
});
