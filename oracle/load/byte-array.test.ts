import { describe, expect, it } from 'vitest';
import type { Member, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { plain, shown, type Shown } from './load.test-help.ts';
import { withParts } from '../rare.test-help.ts';
import { bytes, member, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

const array = member('a', { kind: 'bytearray' });

function load(members: Member[], before: Value[], wire: string): Shown {
  return shown(decode({ shape: shape('dev', members), before }, bytes(wire), 1, 'qemu-11.1'));
}

describe('a byte array', () => {
  it('becomes what comes, longer or shorter', () => {
    const done = { verdict: 'ok', streamError: 0, ...plain };
    expect(load([array], [bytes('01 02')], '00 00 00 03 07 08 09 7e')).toEqual({
      ...done,
      values: [bytes('07 08 09')],
      consumed: 7,
    });
    expect(load([array], [bytes('01 02')], '00 00 00 01 07 7e')).toEqual({
      ...done,
      values: [bytes('07')],
      consumed: 5,
    });
    expect(load([array], [bytes('01 02')], '00 00 00 00 7e')).toEqual({ ...done, values: [bytes('')], consumed: 4 });
    expect(load([array], [bytes('')], '00 00 00 00 7e')).toEqual({ ...done, values: [bytes('')], consumed: 4 });
  });

  it('has its length at once, and the bytes that came', () => {
    const end = { verdict: 'rejected', code: -22, streamError: -5, cause: 'end' };
    expect(load([array], [bytes('01 02 03')], '00 00 00 02 07')).toMatchObject({
      ...end,
      values: [[2, bytes('07')]],
      unspecified: [],
    });
    // Beyond its old length the content is unknown.
    expect(load([array], [bytes('01')], '00 00 00 03 07')).toMatchObject({
      ...end,
      values: [[3, bytes('07')]],
      unspecified: ['a'],
    });
    expect(load([array], [bytes('01')], '00 00 00')).toMatchObject({ ...end, values: [bytes('')] });
  });

  it('has no answer where a host may have none', () => {
    expect(load([array], [bytes('')], '01 00 00 01 07')).toEqual({
      verdict: 'undefined',
      why: 'a: an allocation of 16777217 bytes, which a host may refuse',
    });
    expect(load([struct('s', shape('s', [array]), { storage: 'allocated' })], [null], '00 00 00 00')).toEqual({
      verdict: 'undefined',
      why: 's.a: it is an uninitialised pointer',
    });
  });

  it('comes twice with a subsection that does', () => {
    const dev = withParts(shape('d', []), shape('d/a', [array]));
    const header = '05 03 64 2f 61 00 00 00 01';
    const twice = (held: string, first: string, second: string): Shown =>
      shown(
        decode(
          { shape: dev, before: [[bytes(held)]] },
          bytes(`${header} ${first} ${header} ${second} 7e`),
          1,
          'qemu-11.1',
        ),
      );
    expect(twice('01', '00 00 00 02 07 08', '00 00 00 03 04 05 06')).toMatchObject({
      verdict: 'ok',
      values: [[bytes('04 05 06')]],
      lost: true,
    });
    expect(twice('01 02', '00 00 00 02 07 08', '00 00 00 01 04')).toMatchObject({
      verdict: 'ok',
      values: [[bytes('04')]],
    });
    // Data of the first, longer than what is in them: the values cannot say that.
    expect(twice('01', '00 00 00 03 07 08 09', '00 00 00 02 04 05')).toMatchObject({ verdict: 'undefined' });
  });

  it('names what contradicts the shape', () => {
    expect(() => load([array], [3], '00 00 00 00')).toThrow('a: an array without bytes');
  });
});
