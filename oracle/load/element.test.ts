import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { CheckedInfo } from '../../vmstate/info.ts';
import type { Member, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { bitmap, checkedMember } from '../rare.test-help.ts';
import { bytes, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

function load(members: Member[], before: Value[], wire: string, dialect: Dialect): Shown {
  return shown(decode({ shape: shape('dev', members, 9), before }, bytes(wire), 9, dialect));
}

describe.each(dialects)('a checked integer, %s', (dialect) => {
  const code = -22;

  it.each<[CheckedInfo, Value, string, string]>([
    ['uint8_equal', 0xfe, 'fe', 'ff'],
    ['uint16_equal', 0xfffe, 'ff fe', '00 fe'],
    ['int32_equal', -2, 'ff ff ff fe', 'ff ff ff ff'],
    ['uint32_equal', 0xfffffffe, 'ff ff ff fe', '7f ff ff fe'],
    ['uint64_equal', 0xfffffffffffffffen, 'ff ff ff ff ff ff ff fe', 'ff ff ff ff 7f ff ff fe'],
  ])('%s must be what the destination holds, and stays that', (info, held, same, other) => {
    const consumed = bytes(same).length;
    expect(load([checkedMember('c', info)], [held], `${same} 7e`, dialect)).toEqual({
      verdict: 'ok',
      values: [LEFT],
      consumed,
      streamError: 0,
      ...plain,
    });
    expect(load([checkedMember('c', info)], [held], `${other} 7e`, dialect)).toMatchObject({
      verdict: 'rejected',
      code,
      consumed,
      streamError: -22,
      values: [LEFT],
      cause: 'not equal',
    });
  });

  it('int32_le lies from 0 to what the destination holds, and replaces it', () => {
    const le = (held: number, wire: string): Shown =>
      load([checkedMember('c', 'int32_le')], [held], `${wire} 7e`, dialect);
    expect(le(5, '00 00 00 05')).toMatchObject({ verdict: 'ok', values: [5] });
    expect(le(5, '00 00 00 00')).toMatchObject({ verdict: 'ok', values: [0] });
    const refused = { verdict: 'rejected', code, streamError: -22, values: [LEFT], cause: 'not less or equal' };
    expect(le(5, '00 00 00 06')).toMatchObject({ ...refused, why: 'c: 6 is above the 5 that it holds' });
    expect(le(5, 'ff ff ff ff')).toMatchObject({ ...refused, why: 'c: -1 is below 0' });
    expect(le(-1, '00 00 00 00')).toMatchObject(refused);
  });

  it('is compared with zeros where the stream ends', () => {
    const end = { verdict: 'rejected', streamError: -5, values: [LEFT] };
    expect(load([checkedMember('c', 'uint16_equal')], [0x1200], '12', dialect)).toMatchObject({
      ...end,
      code: traitsOf(dialect).autoAlloc ? -22 : -5,
    });
    expect(load([checkedMember('c', 'uint16_equal')], [0x1234], '12', dialect)).toMatchObject({ ...end, code });
  });

  it('ends an array at the element that does not agree', () => {
    const array = [checkedMember('c', 'uint8_equal', { count: fixed(3) })];
    expect(load(array, [[1, 2, 3]], '01 02 03 7e', dialect)).toMatchObject({
      verdict: 'ok',
      values: [[LEFT, LEFT, LEFT]],
    });
    expect(load(array, [[1, 2, 3]], '01 03 03 7e', dialect)).toMatchObject({
      consumed: 2,
      values: [[LEFT, LEFT, LEFT]],
      why: 'c[1]: 3 is not the 2 that it holds',
    });
  });

  it('has nothing to be compared with in fresh memory, and zero where that is zeroed', () => {
    const inner = shape('s', [checkedMember('c', 'uint8_equal')]);
    expect(load([struct('s', inner, { storage: 'allocated' })], [null], '00 7e', dialect)).toEqual({
      verdict: 'undefined',
      why: 's.c: what it is compared with is unspecified',
    });
    if (!traitsOf(dialect).autoAlloc) return;
    const zeroed = [struct('s', inner, { count: fixed(1), slots: 'allocated' })];
    expect(load(zeroed, [[null]], '31 00 7e', dialect)).toMatchObject({ verdict: 'ok', values: [[[0]]] });
    expect(load(zeroed, [[null]], '31 01 7e', dialect)).toMatchObject({ verdict: 'rejected', values: [[[0]]] });
  });
});

describe.each(dialects)('a bitmap, %s', (dialect) => {
  const members = [scalar('bits', 'int32'), bitmap('m', 0)];
  const two = bytes('00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00');

  it('is as many words as its size has begun, stray bits included', () => {
    const words = 'ff 01 02 03 04 05 06 07 f8 09 0a 0b 0c 0d 0e 0f';
    expect(load(members, [128, two], `00 00 00 41 ${words} 7e`, dialect)).toMatchObject({
      verdict: 'ok',
      values: [65, bytes(words)],
      consumed: 20,
    });
    expect(load(members, [128, two], `00 00 00 40 ${words} 7e`, dialect)).toMatchObject({
      values: [64, bytes(words.slice(0, 23))],
      consumed: 12,
    });
    expect(load(members, [128, two], `00 00 00 01 ${words} 7e`, dialect)).toMatchObject({
      values: [1, bytes(words.slice(0, 23))],
    });
  });

  it('of no bits is nothing, and so is one of a few below zero', () => {
    expect(load(members, [0, null], '00 00 00 00 7e', dialect)).toMatchObject({
      verdict: 'ok',
      values: [0, bytes('')],
      consumed: 4,
    });
    expect(load(members, [128, two], 'ff ff ff c1 7e', dialect)).toMatchObject(
      traitsOf(dialect).intCounts
        ? { verdict: 'ok', values: [-63, bytes('')], consumed: 4 }
        : { verdict: 'undefined', why: 'm: no known room for 4294967233 bits' },
    );
    expect(load(members, [128, two], 'ff ff ff c0 7e', dialect)).toMatchObject({ verdict: 'undefined' });
  });

  it('has no answer without room', () => {
    expect(load(members, [128, two], '00 00 00 81 00', dialect)).toEqual({
      verdict: 'undefined',
      why: 'm: no known room for 129 bits',
    });
    expect(load(members, [0, null], '00 00 00 01 00', dialect)).toEqual({
      verdict: 'undefined',
      why: 'm: its pointer is NULL or uninitialised',
    });
    // No word to write, but a size: the pointer to no bytes, which may be NULL, counts.
    expect(load(members, [0, bytes('')], 'ff ff ff ff 00', dialect)).toMatchObject({ verdict: 'undefined' });
  });

  it('is zero where the stream ends', () => {
    const full = bytes('11 11 11 11 11 11 11 11 11 11 11 11 11 11 11 11');
    expect(load(members, [128, full], '00 00 00 41 ff 01', dialect)).toMatchObject({
      verdict: 'rejected',
      values: [65, bytes('ff 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00')],
    });
  });
});

describe.each(dialects)('a timer, %s', (dialect) => {
  const timer = member('t', { kind: 'timer' });
  const at = (wire: string): Shown => load([timer], [5n], wire, dialect);

  it('runs from the time that comes, -1 stops it, and no other is below zero', () => {
    expect(at('00 00 00 00 00 00 01 00 7e')).toEqual({
      verdict: 'ok',
      values: [256n],
      consumed: 8,
      streamError: 0,
      ...plain,
    });
    expect(at('7f ff ff ff ff ff ff ff 7e')).toMatchObject({ values: [2n ** 63n - 1n] });
    expect(at('ff ff ff ff ff ff ff ff 7e')).toMatchObject({ values: [-1n] });
    expect(at('ff ff ff ff ff ff ff fe 7e')).toMatchObject({ values: [0n] });
    expect(at('80 00 00 00 00 00 00 00 7e')).toMatchObject({ values: [0n] });
  });

  it('is set to what came when the stream ends', () => {
    expect(at('00 00 00 00 01')).toMatchObject({ verdict: 'rejected', values: [0x01000000n] });
  });

  it('must be there', () => {
    const several = member('t', { kind: 'timer' }, { count: fixed(2), slots: 'nullable' });
    expect(load([several], [[null, 5n]], '30 00 00 00 00 00 00 00 07 7e', dialect)).toMatchObject({
      verdict: 'ok',
      values: [[null, 7n]],
    });
    expect(
      load([struct('s', shape('s', [timer]), { storage: 'allocated' })], [null], '00 00 00 00 00 00 00 07', dialect),
    ).toMatchObject({ verdict: 'undefined' });
  });

  it('stands between others', () => {
    expect(load([timer, scalar('x', 'uint8')], [5n, 6], '00 00 00 00 00 00 00 07', dialect)).toMatchObject({
      verdict: 'rejected',
      values: [7n, 0],
    });
    expect(load([scalar('x', 'uint8'), timer], [6, 5n], '', dialect)).toMatchObject({ values: [0, LEFT] });
  });
});
