import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { encode } from '../save/encode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

function load(members: Member[], before: Value[], wire: string, dialect: Dialect): Shown {
  return loadShape(shape('dev', members), before, wire, 1, dialect);
}

function loadShape(dev: StructShape, before: Value[], wire: string, version: number, dialect: Dialect): Shown {
  return shown(decode({ shape: dev, before }, bytes(wire), version, dialect));
}

const point = shape('point', [scalar('x', 'uint8'), scalar('y', 'uint16')]);

describe.each(dialects)('decode, %s', (dialect) => {
  const einval = -22;
  /** A stream that ends too early. */
  const eof = traitsOf(dialect).autoAlloc ? einval : -5;

  it.each<[Member['element'], Value, string]>([
    [{ kind: 'scalar', type: 'bool' }, 1, '02'],
    [{ kind: 'scalar', type: 'bool' }, 0, '00'],
    [{ kind: 'scalar', type: 'int8' }, -1, 'ff'],
    [{ kind: 'scalar', type: 'uint8' }, 255, 'ff'],
    [{ kind: 'scalar', type: 'int16' }, -2, 'ff fe'],
    [{ kind: 'scalar', type: 'uint16' }, 0xfffe, 'ff fe'],
    [{ kind: 'scalar', type: 'int32' }, -2, 'ff ff ff fe'],
    [{ kind: 'scalar', type: 'uint32' }, 0xfffffffe, 'ff ff ff fe'],
    [{ kind: 'scalar', type: 'int64' }, -2n, 'ff ff ff ff ff ff ff fe'],
    [{ kind: 'scalar', type: 'uint64' }, 0xfffffffffffffffen, 'ff ff ff ff ff ff ff fe'],
    [{ kind: 'scalar', type: 'cpudouble' }, 0x3ff0000000000000n, '3f f0 00 00 00 00 00 00'],
    [{ kind: 'buffer', size: 2 }, bytes('0a 0b'), '0a 0b'],
    [{ kind: 'unused', size: 2 }, null, '0a 0b'],
    [{ kind: 'struct', struct: point }, [1, 2], '01 00 02'],
  ])('loads %o', (element, value, wire) => {
    const zero: Value = Array.isArray(value) ? [0, 0] : element.kind === 'buffer' ? bytes('00 00') : null;
    const consumed = bytes(wire).length;
    const done = { verdict: 'ok', values: [value], consumed, ...plain };
    expect(load([member('a', element)], [zero], `${wire} 7e`, dialect)).toEqual({ ...done, streamError: 0 });
    if (element.kind !== 'struct') {
      expect(load([member('a', element)], [zero], wire, dialect)).toEqual({ ...done, streamError: -5 });
    }
  });

  it.each<[Member['element'], Value, Value, string]>([
    [{ kind: 'scalar', type: 'bool' }, 1, 0, ''],
    [{ kind: 'scalar', type: 'int16' }, 1, -256, 'ff'],
    [{ kind: 'scalar', type: 'uint16' }, 1, 0xff00, 'ff'],
    [{ kind: 'scalar', type: 'int32' }, 1, -256, 'ff ff ff'],
    [{ kind: 'scalar', type: 'uint32' }, 1, 0xff000000, 'ff'],
    [{ kind: 'scalar', type: 'int64' }, 1n, -1n << 32n, 'ff ff ff ff'],
    [{ kind: 'scalar', type: 'uint64' }, 1n, 0x0102030405000000n, '01 02 03 04 05'],
    // What did not come is as it was.
    [{ kind: 'buffer', size: 3 }, bytes('01 02 03'), bytes('ff'), 'ff'],
    [{ kind: 'unused', size: 3 }, null, null, 'ff'],
  ])('refuses a stream that ends within %o', (element, before, after, wire) => {
    expect(load([member('a', element), scalar('b', 'uint8')], [before, 9], wire, dialect)).toMatchObject({
      verdict: 'rejected',
      code: eof,
      consumed: bytes(wire).length,
      streamError: -5,
      values: [after, LEFT],
    });
  });

  it('does not change what the destination held', () => {
    const members = [struct('p', point, { count: fixed(2) }), member('b', { kind: 'buffer', size: 1 })];
    const before: Value[] = [
      [
        [1, 2],
        [3, 4],
      ],
      bytes('05'),
    ];
    const copy = structuredClone(before);
    load(members, before, '06 00 07 08 00 09 0a', dialect);
    expect(before).toEqual(copy);
  });

  it('checks the version before anything else', () => {
    const dev = shape('dev', [scalar('a', 'uint8')], 3, 2);
    const refused = { verdict: 'rejected', code: einval, consumed: 0, streamError: 0, values: [LEFT], ...plain };
    expect(loadShape(dev, [1], '07', 4, dialect)).toEqual({
      ...refused,
      cause: 'version',
      why: 'version 4 is too new',
    });
    expect(loadShape(dev, [1], '07', 1, dialect)).toEqual({
      ...refused,
      cause: 'version',
      why: 'version 1 is too old',
    });
    expect(loadShape(dev, [1], '07 00', 2, dialect)).toMatchObject({ verdict: 'ok', values: [7] });
  });

  it('loads the fields of the stream’s version, and nested structs at their own', () => {
    const inner = shape('inner', [scalar('x', 'uint8', { version: 5 })], 5, 5);
    const dev = shape(
      'dev',
      [scalar('a', 'uint8', { version: 2 }), scalar('h', 'uint8', { migrated: false }), struct('s', inner)],
      2,
      1,
    );
    expect(loadShape(dev, [1, 2, [3]], '07 00', 1, dialect)).toMatchObject({ values: [LEFT, LEFT, [7]] });
    expect(loadShape(dev, [1, 2, [3]], '06 07 00', 2, dialect)).toMatchObject({ values: [6, LEFT, [7]] });
  });

  it('lets the parent make a nested struct’s version failure the stream’s error', () => {
    const never = shape('never', [], 1, 2);
    expect(load([struct('s', never)], [[]], '00', dialect)).toMatchObject({
      verdict: 'rejected',
      code: einval,
      streamError: einval,
      why: 's: version 1 is too old',
    });
  });

  it('counts by what the sibling holds at that moment', () => {
    const loadedFirst = [scalar('n', 'uint8'), scalar('a', 'uint8', { count: counted(0, 'uint8') })];
    expect(load(loadedFirst, [3, [1, 2, 3]], '02 08 09 00', dialect)).toMatchObject({ values: [2, [8, 9]] });
    const loadedLater = [scalar('a', 'uint8', { count: counted(1, 'uint8') }), scalar('n', 'uint8')];
    expect(load(loadedLater, [[1, 2], 2], '08 09 07 00', dialect)).toMatchObject({ values: [[8, 9], 7] });
    const negative = [scalar('n', 'int32'), scalar('a', 'uint8', { count: counted(0, 'int32') })];
    expect(load(negative, [1, [1]], 'ff ff ff ff 00', dialect)).toMatchObject(
      traitsOf(dialect).intCounts ? { verdict: 'ok', values: [-1, []] } : { verdict: 'undefined' },
    );
  });

  it('has no answer where the destination has no room', () => {
    const array = [scalar('n', 'uint8'), scalar('a', 'uint8', { count: counted(0, 'uint8') })];
    expect(load(array, [1, [1]], '02 08 09', dialect)).toEqual({
      verdict: 'undefined',
      why: 'a: 2 elements where there are 1',
    });
    const behind = [scalar('n', 'uint8'), scalar('a', 'uint8', { count: counted(0, 'uint8'), storage: 'pointer' })];
    expect(load(behind, [1, [1]], '02 08 09', dialect).verdict).toBe('undefined');
    const vbuffer = [
      scalar('n', 'int32'),
      member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'pointer' }),
    ];
    expect(load(vbuffer, [1, bytes('01')], '00 00 00 02 08 09', dialect).verdict).toBe('undefined');
    expect(load(vbuffer, [1, bytes('01')], 'ff ff ff ff 08 09', dialect).verdict).toBe('undefined');
  });

  it('loads a vbuffer of any length that fits', () => {
    const members = [
      scalar('n', 'int32'),
      member('v', { kind: 'vbuffer', sizedBy: 0, multiply: 2 }, { storage: 'pointer' }),
    ];
    expect(load(members, [2, bytes('01 02 03 04')], '00 00 00 01 08 09 00', dialect)).toMatchObject({
      values: [1, bytes('08 09')],
    });
    expect(load(members, [2, bytes('01 02 03 04')], '00 00 00 00 08', dialect)).toMatchObject({
      values: [0, bytes('')],
      consumed: 4,
    });
    expect(load(members, [2, bytes('01 02 03 04')], '00 00 00 01 08', dialect)).toMatchObject({
      verdict: 'rejected',
      values: [1, bytes('08')],
    });
  });

  it('loads arrays of vbuffers unless their stride changes', () => {
    const vbuffer = { kind: 'vbuffer', sizedBy: 0, multiply: null } as const;
    const members = [scalar('n', 'int32'), member('v', vbuffer, { count: fixed(2) })];
    const before = [1, [bytes('01'), bytes('02')]];
    expect(load(members, before, '00 00 00 01 08 09 00', dialect)).toMatchObject({
      values: [1, [bytes('08'), bytes('09')]],
    });
    expect(load(members, before, '00 00 00 00 08', dialect)).toMatchObject({ values: [0, [bytes(''), bytes('')]] });
    expect(load(members, [2, [bytes('01 03'), bytes('02 03')]], '00 00 00 01 08 09 00', dialect).verdict).toBe(
      'undefined',
    );
  });

  it('skips as many unused bytes as the stream says', () => {
    const members = [scalar('n', 'uint32'), member('u', { kind: 'unused', size: 2 }, { count: counted(0, 'uint32') })];
    expect(load(members, [0, []], '00 00 00 02 01 02 03 04 00', dialect)).toMatchObject({
      values: [2, [null, null]],
      consumed: 8,
    });
    expect(load(members, [0, []], '7f ff ff ff 01 02 03', dialect)).toMatchObject({
      verdict: 'rejected',
      code: eof,
      consumed: 7,
      values: [0x7fffffff, []],
    });
    expect(load(members, [0, []], 'ff ff ff ff 01', dialect)).toMatchObject(
      traitsOf(dialect).intCounts
        ? { verdict: 'ok', values: [0xffffffff, []], consumed: 4 }
        : { verdict: 'rejected', code: eof, consumed: 5 },
    );
    const nothing = [scalar('n', 'uint32'), member('u', { kind: 'unused', size: 0 }, { count: counted(0, 'uint32') })];
    expect(load(nothing, [0, []], '00 00 00 02', dialect)).toMatchObject({ values: [2, [null, null]] });
    expect(load(nothing, [0, []], '7f ff ff ff', dialect).verdict).toBe('undefined');
  });

  it('lets the destination’s NULLs decide what a nullable slot reads', () => {
    const members = [scalar('p', 'uint16', { count: fixed(3), slots: 'nullable' })];
    expect(load(members, [[1, null, 2]], '30 30 30 12 34 00', dialect)).toMatchObject({
      verdict: 'ok',
      values: [[0x3030, null, 0x1234]],
      consumed: 5,
    });
    expect(load([struct('p', point, { slots: 'nullable' })], [[1, 2]], '05 00 06 00', dialect)).toMatchObject({
      values: [[5, 6]],
    });
    expect(load([struct('p', point, { slots: 'nullable' })], [null], '30', dialect)).toMatchObject({
      values: [null],
      streamError: -5,
    });
  });

  it('fails in the middle of an array and keeps what it has', () => {
    const members = [struct('p', point, { count: fixed(3) })];
    expect(
      load(
        members,
        [
          [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
        ],
        '07 00 08 09 0a',
        dialect,
      ),
    ).toEqual({
      verdict: 'rejected',
      code: eof,
      consumed: 5,
      streamError: -5,
      values: [[[7, 8], [9, 0x0a00], LEFT]],
      ...plain,
      cause: 'end',
      why: 'p[1].y: the stream has failed (-5)',
    });
  });

  it('refuses wrong destinations', () => {
    expect(() => load([], [1], '', dialect)).toThrow('1 values for 0 members');
    expect(() => load([scalar('a', 'uint8', { count: fixed(2) })], [[1]], '01 02', dialect)).toThrow(
      'a: 1 elements, but its count is 2',
    );
    expect(() => load([scalar('a', 'uint8', { count: fixed(2) })], [1], '01 02', dialect)).toThrow('a: an array field');
    // However many elements the count promises.
    expect(() =>
      load(
        [scalar('n', 'uint32'), scalar('a', 'uint8', { count: counted(0, 'uint32') })],
        [0, null],
        '7f ff ff ff',
        dialect,
      ),
    ).toThrow('a: an array field');
    expect(() => load([struct('s', point)], [3], '01 02', dialect)).toThrow('s: a struct without values');
    const raw = [member('p', { kind: 'buffer', size: 1 }, { slots: 'nullable', count: fixed(1) })];
    expect(() => load(raw, [[null]], '30', dialect)).toThrow('p: raw bytes (buffer) behind');
  });

  it('has no answer for a NULL pointer, unless nothing is behind it', () => {
    expect(load([scalar('a', 'uint8', { storage: 'pointer' })], [null], '01', dialect)).toEqual({
      verdict: 'undefined',
      why: 'a: its pointer is NULL or uninitialised',
    });
    const empty = { kind: 'buffer', size: 0 } as const;
    expect(load([member('b', empty, { storage: 'pointer' })], [null], '', dialect)).toMatchObject({
      values: [bytes('')],
    });
    expect(load([member('b', empty, { storage: 'pointer', count: fixed(2) })], [null], '', dialect)).toMatchObject({
      values: [[bytes(''), bytes('')]],
    });
    expect(load([member('b', empty, { storage: 'allocated', count: fixed(1) })], [[]], '', dialect)).toMatchObject({
      values: [[bytes('')]],
    });
    const many = [scalar('n', 'int32'), member('b', empty, { count: counted(0, 'int32') })];
    expect(load(many, [0, []], '7f ff ff ff', dialect)).toEqual({
      verdict: 'undefined',
      why: 'b: 2147483647 elements without bytes',
    });
    expect(load([scalar('a', 'uint8', { storage: 'pointer', count: fixed(0) })], [null], '', dialect)).toMatchObject({
      values: [[]],
    });
  });

  it('has no answer where a count or a length is unspecified', () => {
    expect(
      load([scalar('a', 'uint8', { count: counted(1, 'uint8') }), scalar('n', 'uint8')], [[], null], '', dialect),
    ).toEqual({
      verdict: 'undefined',
      why: 'a: its count is unspecified',
    });
    const vbuffer = [member('v', { kind: 'vbuffer', sizedBy: 1, multiply: null }), scalar('n', 'int32')];
    expect(load(vbuffer, [bytes(''), null], '', dialect)).toEqual({
      verdict: 'undefined',
      why: 'v: its length is unspecified',
    });
  });

  it('undoes encode', () => {
    const dev: StructShape = shape('dev', [
      scalar('n', 'int32'),
      struct('s', point, { count: counted(0, 'int32'), storage: 'allocated' }),
    ]);
    const values: Value[] = [
      2,
      [
        [1, 2],
        [3, 4],
      ],
    ];
    const wire = new Uint8Array([...encode({ shape: dev, values }, dialect), 0]);
    expect(decode({ shape: dev, before: [0, []] }, wire, 1, dialect)).toEqual({
      verdict: 'ok',
      values,
      consumed: wire.length - 1,
      streamError: 0,
      ...plain,
    });
  });
});
