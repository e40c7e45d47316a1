import { describe, expect, it } from 'vitest';
import {
  array,
  answersOfJson,
  device,
  sampleField,
  answerLine,
  nothingKnown,
  part,
  sampleStruct,
  u32,
  u8,
} from './sample.test-help.ts';

const buffer = (name: string, size: number, more: object = {}): object =>
  sampleField(name, 'buffer', size, { flags: ['VMS_BUFFER'], ...more });
const unused = (size: number): object => sampleField('unused', 'unused_buffer', size, { flags: ['VMS_BUFFER'] });
const ifByte = (offset: number): object => ({ field_exists: { kind: 'byte', offset } });

type Row = readonly [what: string, old: object, now: object, forward: string, backward: string];

const rows: readonly Row[] = [
  ['nothing', device([u32('a')]), device([u32('a')]), 'compatible', 'compatible'],
  ['a rename', device([u32('a'), u8('b')]), device([u32('x'), u8('b')]), 'compatible', 'compatible'],
  [
    'a move into a struct',
    device([u32('x'), u32('y'), u8('m')]),
    device([sampleStruct('cur', [u32('x'), u32('y')]), u8('m')]),
    'compatible',
    'compatible',
  ],
  [
    'an array that becomes parts',
    device([array('r', 3)]),
    device([u32('r0'), array('rest', 2)]),
    'compatible',
    'compatible',
  ],
  [
    'a buffer cut in two',
    device([buffer('b', 6)]),
    device([buffer('c', 2), buffer('d', 4)]),
    'compatible',
    'compatible',
  ],
  [
    'a member that is no longer used',
    device([u32('a'), u8('b')]),
    device([unused(4), u8('b')]),
    'compatible',
    'compatible',
  ],
  ['a sign', device([sampleField('a', 'int32', 4)]), device([u32('a')]), 'compatible', 'compatible'],
  [
    'a wider member',
    device([u8('a'), u32('lim'), u32('b')]),
    device([u8('a'), sampleField('lim', 'uint64', 8), u32('b')]),
    'shifted by 4 at lim | lim',
    'shifted by -4 at lim | lim',
  ],
  [
    'a member at the end without a version',
    device([u32('a')]),
    device([u32('a'), sampleField('late', 'bool', 1)]),
    'shifted by 1 at end | late',
    'shifted by -1 at late | end',
  ],
  [
    'a member at the end with a version',
    device([u32('a')]),
    device([u32('a'), sampleField('late', 'bool', 1, { version_id: 2 })], { version_id: 2 }),
    'compatible',
    'refused: version',
  ],
  [
    'one removed from each of an array of structs',
    device([sampleStruct('c', [u32('v'), u8('s')], { flags: ['VMS_STRUCT', 'VMS_ARRAY'], num: 3 }), u32('pc')]),
    device([sampleStruct('c', [u32('v')], { flags: ['VMS_STRUCT', 'VMS_ARRAY'], num: 3 }), u32('pc')]),
    'shifted by -3 at c[0].s | c[1].v',
    'shifted by 3 at c[1].v | c[0].s',
  ],
  [
    'a shorter array',
    device([array('c', 6), u32('ctl')]),
    device([array('c', 5), u32('ctl')]),
    'shifted by -4 at c[5] | ctl',
    'shifted by 4 at ctl | c[5]',
  ],
  [
    'a buffer that becomes words',
    device([buffer('cam', 8)]),
    device([sampleField('cam', 'uint16', 2, { flags: ['VMS_ARRAY'], num: 4 })]),
    'reinterpreted at cam | cam[0]',
    'reinterpreted at cam[0] | cam',
  ],
  [
    'two halves that become one',
    device([u32('lo'), u32('hi')]),
    device([sampleField('whole', 'uint64', 8)]),
    'reinterpreted at lo | whole',
    'reinterpreted at whole | lo',
  ],
  [
    'two members in another order',
    device([u32('a'), u32('b')]),
    device([u32('b'), u32('a')]),
    'reinterpreted at a | b',
    'reinterpreted at b | a',
  ],
  [
    'a subsection that may be sent',
    device([u8('a')]),
    device([u8('a')], { subsections: [part('dev/s', [u8('x')], { needed: 40 })] }),
    'compatible',
    'if dev/s is not sent',
  ],
  [
    'a subsection that is always sent',
    device([u8('a')]),
    device([u8('a')], { subsections: [part('dev/s', [u8('x')])] }),
    'compatible',
    'refused: subsection',
  ],
  [
    'subsections in another order',
    device([u8('a')], { subsections: [part('dev/s', [u8('x')]), part('dev/t', [u32('y')])] }),
    device([u8('a')], { subsections: [part('dev/t', [u32('y')]), part('dev/s', [u8('x')])] }),
    'compatible',
    'compatible',
  ],
  [
    'a second subsection of one name: a load takes the first for both',
    device([u8('a')], { subsections: [part('dev/s', [u8('x')], { needed: 40 })] }),
    device([u8('a')], {
      subsections: [part('dev/s', [u8('x')], { needed: 40 }), part('dev/s', [u32('y')], { needed: 41 })],
    }),
    'compatible',
    'if dev/s (2) is not sent',
  ],
  [
    'two subsections of one name on both sides',
    device([u8('a')], { subsections: [part('dev/s', [u8('x')]), part('dev/s', [u32('y')])] }),
    device([u8('a')], { subsections: [part('dev/s', [u8('x')]), part('dev/s', [u32('y')])] }),
    'shifted by -3 at dev/s.y | dev/s.x',
    'shifted by -3 at dev/s.y | dev/s.x',
  ],
  [
    'a rename of a member with a test',
    device([u32('a', ifByte(40)), u32('b')]),
    device([u32('x', ifByte(50)), u32('b')]),
    'compatible: alike dev.a dev.x',
    'compatible: alike dev.a dev.x',
  ],
  [
    'another member with a test, in another place',
    device([u32('a', ifByte(40)), u32('b')]),
    device([u32('b'), u32('x', ifByte(50))]),
    'if dev.a of old is false, if dev.x of new is false',
    'if dev.x of new is false, if dev.a of old is false',
  ],
  [
    'tests of one, beside a test of both that has no part in it',
    device([sampleField('c', 'own c', 4, ifByte(40)), sampleField('m', 'own m', 4, ifByte(41))]),
    device([sampleField('c', 'own c', 4, ifByte(40)), unused(0), sampleField('n', 'own m', 4, ifByte(42))]),
    'if dev.m of old is false, if dev.n of new is false',
    'if dev.n of new is false, if dev.m of old is false',
  ],
  [
    'a test of both',
    device([u32('a', ifByte(40)), u32('b')]),
    device([u32('a', ifByte(50)), u32('b')]),
    'compatible: alike dev.a',
    'compatible: alike dev.a',
  ],
  [
    'a test of one',
    device([u32('b')]),
    device([u32('a', ifByte(50)), u32('b')]),
    'if dev.a of new is false',
    'if dev.a of new is false',
  ],
  [
    'a member without a test where one with a test was',
    device([u8('cmd', ifByte(40))]),
    device([sampleField('state', 'bool', 1)]),
    'shifted by 1 at end | state',
    'shifted by -1 at state | end',
  ],
  [
    'a check of both',
    device([sampleField('n', 'uint32_equal', 4)]),
    device([sampleField('n', 'uint32_equal', 4)]),
    'compatible: alike dev.n',
    'compatible: alike dev.n',
  ],
  [
    'a check of a value',
    device([u32('n'), u8('b')]),
    device([sampleField('n', 'uint32_equal', 4), u8('b')]),
    'if n passes',
    'compatible',
  ],
];

describe('a description that changed:', () => {
  it.each(rows)('%s', (_, old, now, forward, backward) => {
    const answers = answersOfJson(old, now);
    expect([answerLine(answers, 'forward'), answerLine(answers, 'backward')]).toEqual([forward, backward]);
  });

  it('a test that is known to differ shifts the stream', () => {
    const both = device([u32('a'), u32('m', ifByte(40)), u32('z')]);
    const answers = answersOfJson(both, both, { ...nothingKnown, valueOf: (side) => Number(side === 'new') });
    expect(answerLine(answers, 'forward')).toBe('shifted by 4 at z | m');
    expect(answerLine(answers, 'backward')).toBe('shifted by -4 at m | z');
  });

  it('a subsection inside a subsection is named, however many there are', () => {
    const parts = Array.from({ length: 8 }, (_, i) => part(`dev/${i}`, [u8('x')], { needed: 40 + i }));
    const inner = part('dev/s/t', [u8('y')], { needed: 60 });
    const outer = (more: object): object =>
      device([u8('a')], { subsections: [...parts, part('dev/s', [u8('x')], { needed: 50, ...more })] });
    const answers = answersOfJson(outer({}), outer({ subsections: [inner] }));
    expect(answerLine(answers, 'forward')).toBe('compatible');
    expect(answerLine(answers, 'backward')).toBe('if dev/s/t is not sent');
  });

  it('own infos are equal if name and size are, else unknown', () => {
    const own = (size: number): object => device([sampleField('cfg', 'some config', size), u8('b')]);
    expect(answerLine(answersOfJson(own(64), own(64)), 'forward')).toBe('compatible');
    expect(answerLine(answersOfJson(own(64), own(32)), 'forward')).toBe(
      'unknown: own info "some config" at cfg differs',
    );
    const ownInfos = new Map([['some config', 4]]);
    const known = answersOfJson(own(64), device([u32('x'), u8('b')]), { ...nothingKnown, ownInfos });
    expect(answerLine(known, 'forward')).toBe('compatible');
  });

  it('the witness has the stream and whose bytes they are', () => {
    const { forward } = answersOfJson(device([u8('a')]), device([u8('a'), u8('b')]));
    if (forward.kind !== 'shifted') throw new Error(forward.kind);
    expect(forward.witness).toMatchObject({
      stream: '117e0000002a00',
      source: [{ start: 0, length: 1, path: 'a', type: 'uint8', value: '17' }],
      destination: [{ path: 'a' }, { start: 1, path: 'b' }],
    });
  });

  it('equal grammars are proven, and need no state', () => {
    const { forward } = answersOfJson(device([u32('a')]), device([u32('a')]));
    expect(forward).toEqual({ kind: 'compatible', alike: [], proof: { kind: 'equal grammars' } });
  });
});
