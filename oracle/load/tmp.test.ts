import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Member, StructShape, StructValue, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { mergeUntouched } from './merge-untouched.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { hookedShape, tmp } from '../rare.test-help.ts';
import { bytes, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

function load(members: Member[], before: Value[], wire: string, dialect: Dialect): Shown {
  return shown(decode({ shape: shape('dev', members, 9), before }, bytes(wire), 9, dialect));
}

describe.each(dialects)('a temporary object, %s', (dialect) => {
  const object = shape(
    'tmp',
    [scalar('x', 'uint8'), scalar('new', 'uint8', { version: 2 }), scalar('hidden', 'uint8', { migrated: false })],
    2,
    1,
  );
  const at = (of: StructShape, wire: string, version = 2): Shown =>
    load([tmp(of, { version })], [[1, 2, 3]], wire, dialect);
  const failed = traitsOf(dialect).autoAlloc ? -22 : -7;

  it('reaches its device when post_load is called', () => {
    const done = { verdict: 'ok', streamError: 0, ...plain };
    expect(at(object, '08 09 7e')).toEqual({
      ...done,
      values: [[8, 9, LEFT]],
      consumed: 2,
      trace: ['pre_load tmp', 'post_load tmp 2'],
    });
    expect(at(object, '08 7e', 1)).toEqual({
      ...done,
      values: [[8, LEFT, LEFT]],
      consumed: 1,
      trace: ['pre_load tmp', 'post_load tmp 1'],
    });
  });

  it('reaches it also when post_load then fails', () => {
    expect(at(hookedShape(object, { post_load: -7 }), '08 09 7e')).toMatchObject({
      verdict: 'rejected',
      code: failed,
      streamError: failed,
      values: [[8, 9, LEFT]],
    });
  });

  it('does not reach it before', () => {
    expect(at(object, '08')).toMatchObject({ verdict: 'rejected', values: [LEFT], trace: ['pre_load tmp'] });
    expect(at(hookedShape(object, { pre_load: -7 }), '08 09 7e')).toMatchObject({
      verdict: 'rejected',
      code: failed,
      consumed: 0,
      values: [LEFT],
      trace: ['pre_load tmp'],
    });
    // A version that the object does not have.
    expect(at(object, '08 09 7e', 0)).toMatchObject({
      verdict: 'rejected',
      code: -22,
      consumed: 0,
      values: [LEFT],
      trace: [],
      why: 'tmp: version 0 is too old',
    });
  });

  it('loses what each of two equal subsections brought, but for what is behind a pointer', () => {
    const equal = { kind: 'checked', info: 'uint8_equal' } as const;
    const part = shape('tmp/a', [
      scalar('x', 'uint8'),
      scalar('q', 'uint8', { storage: 'pointer' }),
      member('same', equal),
    ]);
    const of = { ...shape('tmp', []), subsections: [{ struct: part, needed: undefined }] };
    const header = '05 05 74 6d 70 2f 61 00 00 00 00';
    const wire = `${header} 08 09 03 ${header} 0a 0b 04`;
    const found = load([tmp(of)], [[[1, 2, 3]]], wire, dialect);
    expect(found).toMatchObject({ verdict: 'rejected', cause: 'not equal', values: [[[LEFT, 11, LEFT]]] });
  });

  it('does not reach it before, but what is behind a pointer is the device’s own', () => {
    const inner = shape('in', [scalar('e', 'uint8'), scalar('q', 'uint8', { storage: 'pointer' })]);
    const leads = shape(
      'tmp',
      [scalar('x', 'uint8'), scalar('p', 'uint8', { storage: 'pointer' }), struct('s', inner)],
      2,
      1,
    );
    const early = load([tmp(leads, { version: 2 })], [[1, 2, [3, 4]]], '08 09 0a', dialect);
    expect(early).toMatchObject({ verdict: 'rejected', values: [[LEFT, 9, [LEFT, 0]]] });
    const ended = load([tmp(hookedShape(leads, { pre_load: -7 }), { version: 2 })], [[1, 2, [3, 4]]], '08', dialect);
    expect(ended).toMatchObject({ verdict: 'rejected', values: [[LEFT, LEFT, LEFT]] });
  });

  it('takes with it what another inside it has brought', () => {
    const outer = shape('outer', [tmp(object, { version: 2 }), scalar('end', 'uint8')], 2, 1);
    const around = (wire: string): Shown => load([tmp(outer, { version: 2 })], [[[1, 2, 3], 4]], wire, dialect);
    expect(around('08 09 0a 7e')).toMatchObject({ verdict: 'ok', values: [[[8, 9, LEFT], 0x0a]] });
    expect(around('08 09')).toMatchObject({
      verdict: 'rejected',
      values: [LEFT],
      trace: ['pre_load outer', 'pre_load tmp', 'post_load tmp 2'],
    });
  });

  it('has what its device has, in fresh memory nothing', () => {
    const fresh = (of: StructShape): Shown =>
      load([struct('s', shape('s', [tmp(of)]), { storage: 'allocated' })], [null], '08 7e', dialect);
    expect(fresh({ ...object, minimumVersion: 0 })).toMatchObject({
      verdict: 'ok',
      values: [[[8, null, null]]],
      unspecified: ['s.tmp.new', 's.tmp.hidden'],
    });
    expect(fresh(object)).toMatchObject({ verdict: 'rejected', values: [[null]], unspecified: ['s.tmp'] });
  });

  it('names what contradicts the shape', () => {
    expect(() => load([tmp(object, { version: 2 })], [3], '08 09', dialect)).toThrow('tmp: a struct without values');
  });
});

describe.each(dialects)('copies of members of the parent, %s', (dialect) => {
  const copy = (name: string, copyOf: number, more: Partial<Member> = {}): Member => ({
    ...scalar(name, 'uint8', more),
    copyOf,
  });
  const hidden = { migrated: false } as const;
  const array = { kind: 'counted', by: 0, type: 'uint8', multiply: null } as const;
  const counting = shape('tmp', [copy('n', 0, hidden), scalar('a', 'uint8', { count: array })]);
  const bringing = shape('tmp', [copy('n', 1)]);

  it('are what the fields before have loaded, and what the destination had of all others', () => {
    const n = scalar('n', 'uint8');
    expect(load([n, tmp(counting)], [9, [9, [1, 2, 3]]], '02 0a 0b 7e', dialect)).toMatchObject({
      verdict: 'ok',
      values: [2, [LEFT, [10, 11]]],
      consumed: 3,
    });
    const late = { ...counting, members: [copy('n', 1, hidden), ...counting.members.slice(1)] };
    expect(load([tmp(late), n], [[9, [1, 2, 3]], 1], '0a 03 7e', dialect)).toMatchObject({
      verdict: 'ok',
      values: [[LEFT, [10]], 3],
      consumed: 2,
    });
  });

  it('reach the parent at once: what follows is counted by them, and may replace them', () => {
    const counted = scalar('a', 'uint8', { count: { ...array, by: 1 } });
    const own = scalar('n', 'uint8', hidden);
    expect(load([tmp(bringing), own, counted], [[9], 9, [1, 2, 3]], '02 0a 0b 7e', dialect)).toMatchObject({
      verdict: 'ok',
      values: [[2], 2, [10, 11]],
      consumed: 3,
    });
    const before = shape('tmp', [copy('n', 0)]);
    expect(load([own, tmp(before)], [9, [9]], '02 7e', dialect)).toMatchObject({ verdict: 'ok', values: [2, [2]] });
    expect(load([scalar('n', 'uint8'), tmp(before)], [9, [9]], '05 02 7e', dialect)).toMatchObject({
      values: [2, [2]],
    });
    expect(load([tmp(bringing), scalar('n', 'uint8')], [[9], 9], '05 02 7e', dialect)).toMatchObject({
      values: [[5], 2],
    });
  });

  it('reach it also when post_load fails, and otherwise not', () => {
    const own = scalar('n', 'uint8', hidden);
    const failing = hookedShape(bringing, { post_load: -7 });
    expect(load([tmp(failing), own], [[9], 9], '02 7e', dialect)).toMatchObject({
      verdict: 'rejected',
      values: [[2], 2],
    });
    const longer = { ...bringing, members: [...bringing.members, scalar('x', 'uint8')] };
    expect(load([tmp(longer), own], [[9, 8], 9], '02', dialect)).toMatchObject({
      verdict: 'rejected',
      values: [LEFT, LEFT],
    });
  });

  it('have a value in fresh memory once it is loaded', () => {
    const inside = shape('s', [tmp(bringing), scalar('n', 'uint8', hidden)]);
    const found = load([struct('s', inside, { storage: 'allocated' })], [null], '02 7e', dialect);
    expect(found).toMatchObject({ verdict: 'ok', values: [[[2], 2]], unspecified: [] });
  });
});

describe('a positive result of a temporary object', () => {
  const at = (dialect: Dialect, hooks: { pre_load?: number; post_load?: number }): Shown =>
    load(
      [tmp(hookedShape(shape('tmp', [scalar('x', 'uint8')]), hooks)), scalar('last', 'uint8')],
      [[1], 2],
      '08 09 7e',
      dialect,
    );

  it('is no failure of its field up to 10.2', () => {
    for (const dialect of ['qemu-7.2', 'qemu-10.0', 'qemu-10.2'] as const) {
      expect(at(dialect, { post_load: 3 })).toMatchObject({ verdict: 'ok', values: [[8], 9], missed: 1 });
      expect(at(dialect, { pre_load: 3 })).toMatchObject({ verdict: 'ok', values: [LEFT, 8], consumed: 1, missed: 1 });
    }
  });

  it('is none in 11.1, except of pre_load', () => {
    expect(at('qemu-11.1', { post_load: 3 })).toMatchObject({ verdict: 'ok', values: [[8], 9], missed: 0 });
    expect(at('qemu-11.1', { pre_load: 3 })).toMatchObject({ verdict: 'rejected', code: -22, consumed: 0 });
  });
});

describe('a size that a temporary object changes after memory was allocated by it', () => {
  const object = shape('tmp', [{ ...scalar('copy', 'uint32'), copyOf: 0 }]);
  const buffer = member('data', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'allocated' });
  const members = [scalar('size', 'uint32'), buffer, member('tmp', { kind: 'tmp', struct: object })];
  const sizeAndLengths = (of: readonly Member[], before: StructValue, wire: string): unknown => {
    const loaded = decode({ shape: shape('dev', of), before }, bytes(wire), 1, 'qemu-11.1');
    if (loaded.verdict !== 'ok') return loaded;
    const [size, value] = loaded.values;
    return [size, [...loaded.lengths].map(([of, length]) => [of === value, length])];
  };

  it('leaves it as long as it was allocated', () => {
    const empty = [0, new Uint8Array(), [0]];
    expect(sizeAndLengths(members, empty, '00 00 00 02 08 09 00 00 00 00 7e')).toEqual([0, [[true, 2]]]);
    expect(sizeAndLengths(members, empty, '00 00 00 01 08 00 00 00 01 7e')).toEqual([1, [[true, 1]]]);
  });

  it('leaves a bitmap as many bits as were loaded', () => {
    const bitmap = members.with(1, member('bits', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' }));
    const wire = '00 00 00 01 00 00 00 00 00 00 00 01 00 00 00 22 7e';
    expect(sizeAndLengths(bitmap, [1, new Uint8Array(8), [1]], wire)).toEqual([0x22, [[true, 1]]]);
  });

  it('makes no other buffer longer than what was loaded', () => {
    const embedded = members.with(1, { ...buffer, storage: 'embedded' });
    const of = shape('dev', embedded);
    const before = [1, bytes('05 06'), [1]];
    const loaded = decode({ shape: of, before }, bytes('00 00 00 01 08 00 00 00 02 7e'), 1, 'qemu-11.1');
    if (loaded.verdict !== 'ok') throw new Error(loaded.verdict);
    expect(mergeUntouched(before, loaded.values, of, loaded)).toEqual([2, bytes('08'), [2]]);
  });
});
