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
    const raw = [member('p', { kind: 'unused', size: 1 }, { slots: 'nullable', count: fixed(1) })];
    expect(() => load(raw, [[null]], '30', dialect)).toThrow('p: raw bytes (unused) behind');
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
    expect(shown(decode({ shape: dev, before: [0, []] }, wire, 1, dialect))).toEqual({
      verdict: 'ok',
      values,
      consumed: wire.length - 1,
      streamError: 0,
      ...plain,
    });
  });
});
