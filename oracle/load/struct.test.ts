import { describe, expect, it } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { Member, StructShape, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { versionFrom, tested, validate, vstruct, when } from '../rare.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

const x = scalar('x', 'uint8');

describe.each(dialects)('what a load visits, %s', (dialect) => {
  const load = (of: StructShape, before: Value[], wire: string, version = of.version): Shown =>
    shown(decode({ shape: of, before }, bytes(wire), version, dialect));
  const dev = (...members: Member[]): StructShape => shape('dev', members, 3);
  const absent = traitsOf(dialect).autoAlloc ? -22 : -1;

  it('is decided by what a sibling holds at that moment', () => {
    const first = dev(scalar('on', 'bool'), tested(x, when(0)));
    expect(load(first, [0, 5], '01 08 7e')).toEqual({
      verdict: 'ok',
      values: [1, 8],
      consumed: 2,
      streamError: 0,
      ...plain,
      trace: ['field_exists dev.x 3'],
    });
    expect(load(first, [1, 5], '00 7e')).toMatchObject({
      verdict: 'ok',
      values: [0, LEFT],
      consumed: 1,
      trace: ['field_exists dev.x 3'],
    });
    const later = dev(tested(x, when(1)), scalar('on', 'int8'));
    expect(load(later, [5, 0], '08 7e')).toMatchObject({ values: [LEFT, 8] });
    expect(load(later, [5, -1], '08 00 7e')).toMatchObject({ values: [8, 0] });
  });

  it('is decided by the version that is loaded', () => {
    const of = dev(tested({ ...x, version: 9 }, versionFrom(2)), scalar('y', 'uint8', { version: 2 }));
    expect(load(of, [1, 2], '08 09 7e', 2)).toMatchObject({ values: [8, 9], trace: ['field_exists dev.x 2'] });
    expect(load(of, [1, 2], '7e', 1)).toMatchObject({
      values: [LEFT, LEFT],
      consumed: 0,
      trace: ['field_exists dev.x 1'],
    });
  });

  it('is not tested where no field describes it', () => {
    expect(load(dev(tested({ ...x, migrated: false }, versionFrom(0)), x), [1, 2], '08 7e')).toMatchObject({
      values: [LEFT, 8],
      trace: [],
    });
  });

  it('must be there when it must exist', () => {
    const refused = { verdict: 'rejected', code: absent, consumed: 1, streamError: 0, cause: 'must exist' };
    const newer = { ...scalar('y', 'uint8', { version: 4 }), mustExist: true };
    expect(load(dev(x, newer, x), [1, 2, 3], '08 09 7e')).toEqual({
      ...refused,
      ...plain,
      values: [8, LEFT, LEFT],
      why: 'y: it must exist',
    });
    expect(load(dev(x, { ...newer, version: 3 }), [1, 2], '08 09 7e')).toMatchObject({ verdict: 'ok', values: [8, 9] });
    expect(load(dev(x, { ...newer, migrated: false }), [1, 2], '08 7e')).toMatchObject({ verdict: 'ok' });
  });

  it('must be valid: a validation is nothing but a question', () => {
    const of = dev(scalar('ok', 'bool'), validate('valid', when(0)), x);
    expect(load(of, [0, null, 5], '01 08 7e')).toMatchObject({
      verdict: 'ok',
      values: [1, null, 8],
      consumed: 2,
      trace: ['field_exists dev.valid 3'],
    });
    expect(load(of, [1, null, 5], '00 08 7e')).toMatchObject({
      verdict: 'rejected',
      code: absent,
      consumed: 1,
      streamError: 0,
      why: 'valid: it must exist',
    });
    // Whatever it says of itself.
    expect(load(dev({ ...validate('valid', versionFrom(4)), mustExist: false }), [null], '7e')).toMatchObject({
      verdict: 'rejected',
      code: absent,
    });
    const outer = shape('outer', [struct('s', of)], 1);
    expect(load(outer, [[1, null, 5]], '00 08 7e')).toMatchObject({
      code: absent,
      streamError: absent,
      values: [[0, LEFT, LEFT]],
      why: 's.valid: it must exist',
    });
  });

  it('is that of the version which the field of a struct says', () => {
    const inner = shape(
      'inner',
      [x, scalar('new', 'uint8', { version: 3 }), tested(scalar('t', 'uint8'), versionFrom(4))],
      4,
      2,
    );
    const at = (version: number, wire: string): Shown => load(dev(vstruct('v', inner, version)), [[1, 2, 3]], wire);
    expect(at(2, '08 7e')).toMatchObject({
      verdict: 'ok',
      values: [[8, LEFT, LEFT]],
      trace: ['field_exists inner.t 2'],
    });
    expect(at(3, '08 09 7e')).toMatchObject({ verdict: 'ok', values: [[8, 9, LEFT]] });
    expect(at(4, '08 09 0a 7e')).toMatchObject({ verdict: 'ok', values: [[8, 9, 10]] });
    expect(at(5, '08 09 0a 7e')).toMatchObject({
      verdict: 'rejected',
      code: -22,
      streamError: -22,
      consumed: 0,
      why: 'v: version 5 is too new',
    });
    expect(at(1, '08 7e')).toMatchObject({ verdict: 'rejected', why: 'v: version 1 is too old' });
    expect(
      load(
        dev(vstruct('v', inner, 3, { count: fixed(2) })),
        [
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ],
        '08 09 0a 0b 7e',
      ),
    ).toMatchObject({
      values: [
        [
          [8, 9, LEFT],
          [10, 11, LEFT],
        ],
      ],
    });
  });

  it('is what the load has left of the sibling, not what it will have', () => {
    const of = dev(tested(scalar('n', 'uint8'), versionFrom(4)), scalar('a', 'uint8', { count: counted(0, 'uint8') }));
    expect(load(of, [2, [1, 2]], '08 09 7e')).toMatchObject({ values: [LEFT, [8, 9]] });
  });

  it('is less than what a save at the newest version sends, by a length that may have changed', () => {
    const n = scalar('n', 'int32');
    const buffer = member('b', { kind: 'vbuffer', sizedBy: 0, multiply: null });
    const at = (late: Member, version: number): Shown =>
      load(dev(n, late), [1, bytes('aa')], '00 00 00 01 bb', version);
    expect(at({ ...buffer, version: 3 }, 2)).toMatchObject({ verdict: 'ok', values: [1, LEFT], missed: 1 });
    expect(at(tested(buffer, versionFrom(3)), 2)).toMatchObject({ missed: 1 });
    expect(at(tested(buffer, versionFrom(4)), 3)).toMatchObject({ missed: 0 });
    expect(at({ ...buffer, version: 3 }, 3)).toMatchObject({ missed: 0 });
    const array = scalar('a', 'uint8', { count: counted(0, 'int32'), version: 3 });
    expect(load(dev(n, array), [1, [5]], '00 00 00 01 bb', 2)).toMatchObject({ missed: 1 });
    expect(load(dev(n, { ...x, version: 3 }), [1, 5], '00 00 00 01 bb', 2)).toMatchObject({ missed: 0 });
  });

  it('is unknown where it depends on uninitialised memory', () => {
    const inner = shape('s', [scalar('on', 'bool', { migrated: false }), tested(x, when(0))]);
    expect(load(dev(struct('s', inner, { storage: 'allocated' })), [null], '08 7e')).toEqual({
      verdict: 'undefined',
      why: 's.x: its test is unspecified',
    });
    if (!traitsOf(dialect).autoAlloc) return;
    expect(load(dev(struct('s', inner, { count: fixed(1), slots: 'allocated' })), [[null]], '31 7e')).toMatchObject({
      verdict: 'ok',
      values: [[[0, 0]]],
    });
  });

  it('is not what a test cannot read', () => {
    const raw = dev(member('b', { kind: 'buffer', size: 1 }), tested(x, when(0)));
    expect(() => load(raw, [bytes('01'), 1], '01 02')).toThrow('x: member 0 holds no byte to test');
    expect(() => load(dev(tested(x, when(1))), [1], '02')).toThrow('x: member 1 holds no byte to test');
  });
});
