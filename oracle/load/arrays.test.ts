import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

function load(members: Member[], before: Value[], wire: string, dialect: Dialect): Shown {
  return loadShape(shape('dev', members), before, wire, 1, dialect);
}

function loadShape(dev: StructShape, before: Value[], wire: string, version: number, dialect: Dialect): Shown {
  return shown(decode({ shape: dev, before }, bytes(wire), version, dialect));
}

const point = shape('point', [scalar('x', 'uint8'), scalar('y', 'uint16')]);

describe.each(dialects)('a load of arrays, %s', (dialect) => {
  const einval = -22;
  /** A stream that ends too early. */
  const eof = traitsOf(dialect).autoAlloc ? einval : -5;

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

  it('has no answer where the pointer to elements without bytes may be NULL, and the stream has others', () => {
    const members = [
      scalar('size', 'int32'),
      scalar('n', 'int32'),
      member('v', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'pointer', count: counted(1, 'int32') }),
    ];
    const of = (wire: string): string => load(members, [0, 1, [bytes('')]], wire, dialect).verdict;
    expect(of('00 00 00 02 ff ff ff ff')).toBe('undefined');
    expect(of('00 00 00 00 00 00 00 01')).toBe('ok');
    expect(of('00 00 00 02 00 00 00 00')).toBe('ok');
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
});
