import { describe, expect, it } from 'vitest';
import { dialects, traitsOf, type Dialect } from '../../vmstate/dialect.ts';
import type { StructShape, Value } from '../../vmstate/model/model.ts';
import { decode } from './decode.ts';
import { LEFT, plain, shown, type Shown } from './load.test-help.ts';
import { list, withParts } from '../rare.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

function load(of: StructShape, before: Value[], wire: string, dialect: Dialect): Shown {
  return shown(decode({ shape: of, before }, bytes(wire), of.version, dialect));
}

const dev = shape('dv', [scalar('a', 'uint8')]);

describe.each(dialects)('the look for a subsection, %s', (dialect) => {
  const enoent = traitsOf(dialect).autoAlloc ? -22 : -2;
  const eof = traitsOf(dialect).autoAlloc ? -22 : -5;

  it.each([
    ['the end of the stream', '', -5],
    ['another byte', '7e', 0],
    ['no length', '05', -5],
    ['a length of 0', '05 00', 0],
    ['a name as short as the struct’s', '05 02 64 76 64 76', 0],
    ['a name cut short', '05 03 64 76', -5],
    ['a name that does not follow', '05 03', -5],
    ['another name', '05 03 64 77 2f', 0],
    ['a quite different name', '05 03 00 76 2f', 0],
  ])('is content with %s', (_what, wire, streamError) => {
    expect(load(dev, [0], `07 ${wire}`.trim(), dialect)).toEqual({
      verdict: 'ok',
      values: [7],
      consumed: 1,
      streamError,
      ...plain,
    });
  });

  it('leaves it to the pointer whether a stream that ended is noticed at an element of no bytes', () => {
    const extra = (storage: 'embedded' | 'pointer'): StructShape =>
      withParts(dev, shape('dv/a', [member('none', { kind: 'buffer', size: 0 }, { storage })], 0, 0));
    // The version is cut short: what there is of it counts.
    const cut = '07 05 04 64 76 2f 61 00';
    const noticed = { verdict: 'rejected', code: eof, streamError: -5 };
    expect(load(extra('embedded'), [0, [bytes('')]], cut, dialect)).toMatchObject(noticed);
    expect(load(extra('pointer'), [0, [bytes('')]], cut, dialect)).toMatchObject(
      traitsOf(dialect).autoAlloc ? { verdict: 'undefined' } : noticed,
    );
  });

  it('does not know what a second one meets in memory that the load allocated', () => {
    const part = '05 03 65 2f 61 00 00 00 00 09';
    const of = shape('dv', [list('l', withParts(shape('e', []), shape('e/a', [scalar('x', 'uint8')], 0, 0)))]);
    expect(load(of, [[]], `01 ${part} 00 ee`, dialect)).toMatchObject({ verdict: 'ok', values: [[[[9]]]] });
    expect(load(of, [[]], `01 ${part} ${part} 00 ee`, dialect)).toMatchObject({ verdict: 'undefined' });
  });

  it('refuses what bears the struct’s name', () => {
    for (const wire of ['05 03 64 76 2f', '05 04 64 76 2f 61 00 00 00 01']) {
      expect(load(dev, [0], `07 ${wire}`, dialect)).toEqual({
        verdict: 'rejected',
        code: enoent,
        consumed: 1,
        // 7.2 leaves it to the caller to tell the stream.
        streamError: dialect === 'qemu-7.2' ? 0 : enoent,
        values: [7],
        ...plain,
        cause: 'subsection',
        why: "a subsection that 'dv' does not have",
      });
    }
  });

  const nested = shape('outer', [struct('in', dev), scalar('b', 'uint8')]);

  it('refuses it at any depth', () => {
    expect(load(nested, [[0], 0], '07 05 03 64 76 2f', dialect)).toMatchObject({
      code: enoent,
      streamError: enoent,
      values: [[7], LEFT],
      why: "in: a subsection that 'dv' does not have",
    });
  });

  it('lets the parent fail when it runs into the end of the stream', () => {
    for (const tail of ['', ' 05', ' 05 03 64']) {
      expect(load(nested, [[0], 9], `07${tail}`, dialect)).toMatchObject({
        verdict: 'rejected',
        code: eof,
        consumed: 1,
        streamError: -5,
        values: [[7], LEFT],
      });
    }
  });

  it('takes what it declines for data', () => {
    expect(load(nested, [[0], 0], '07 05 03 64 77', dialect)).toMatchObject({ verdict: 'rejected' });
    expect(load(nested, [[0], 0], '07 05 02 64', dialect)).toMatchObject({
      verdict: 'ok',
      values: [[7], 5],
      consumed: 2,
    });
  });

  it('compares names by their bytes', () => {
    const umlaut = shape('ü', [scalar('a', 'uint8')]);
    expect(load(umlaut, [0], '07 05 02 c3 bc', dialect)).toMatchObject({ verdict: 'ok' });
    expect(load(umlaut, [0], '07 05 03 c3 bc 2f', dialect)).toMatchObject({ verdict: 'rejected' });
  });
});

/** `d`, with a subsection of two versions that is needed when `on` is, and one that has one of its own. */
const parted = withParts(
  shape('d', [scalar('on', 'bool')]),
  [shape('d/a', [scalar('x', 'uint8'), scalar('new', 'uint8', { version: 2 })], 2, 1), 0],
  withParts(shape('d/b', [scalar('y', 'uint8')]), shape('d/b/c', [scalar('z', 'uint8')])),
);
const before: Value[] = [0, [1, 2], [3, [4]]];
const a = '05 03 64 2f 61 00 00 00';
const b = '05 03 64 2f 62 00 00 00 01';
const c = '05 05 64 2f 62 2f 63 00 00 00 01';

describe.each(dialects)('the subsections of a stream, %s', (dialect) => {
  const at = (wire: string): Shown => load(parted, before, wire, dialect);
  const einval = { verdict: 'rejected', code: -22, streamError: dialect === 'qemu-7.2' ? 0 : -22 };

  it('are taken in its own order, whether they are needed or not', () => {
    const done = { verdict: 'ok', values: [0, [8, 9], [6, [7]]], streamError: 0, ...plain };
    expect(at(`00 ${a} 02 08 09 ${b} 06 ${c} 07 ee`)).toEqual({ ...done, consumed: 34 });
    expect(at(`00 ${b} 06 ${c} 07 ${a} 02 08 09 ee`)).toEqual({ ...done, consumed: 34 });
  });

  it('leave their members alone when they do not come, and are missed when they are needed', () => {
    expect(at('00 ee')).toMatchObject({ verdict: 'ok', values: [0, LEFT, LEFT], missed: 1 });
    expect(at('01 ee')).toMatchObject({ verdict: 'ok', values: [1, LEFT, LEFT], missed: 2 });
    expect(at(`01 ${b} 06 ee`)).toMatchObject({ values: [1, LEFT, [6, LEFT]], missed: 2 });
  });

  it('are of the version that they say, by its low byte', () => {
    expect(at(`00 ${a} 01 08 ee`)).toMatchObject({ verdict: 'ok', values: [0, [8, LEFT], LEFT], consumed: 11 });
    expect(at('00 05 03 64 2f 61 ff ff ff 02 08 09 ee')).toMatchObject({ verdict: 'ok', values: [0, [8, 9], LEFT] });
    expect(at(`00 ${a} 03 08 09 ee`)).toMatchObject({
      ...einval,
      why: 'd/a: version 3 is too new',
      consumed: 10,
      values: [0, [LEFT, LEFT], LEFT],
    });
    expect(at('00 05 03 64 2f 61 00 00 01 00 08 ee')).toMatchObject({ ...einval, why: 'd/a: version 0 is too old' });
  });

  it('go by a name that ends at a zero byte', () => {
    expect(at('00 05 05 64 2f 61 00 62 00 00 00 02 08 09 ee')).toMatchObject({
      verdict: 'ok',
      values: [0, [8, 9], LEFT],
      consumed: 14,
    });
    expect(at('00 05 03 64 00 61 00 00 00 02 08 09 ee')).toMatchObject({ verdict: 'rejected', consumed: 1 });
  });

  it('replace each other, and keep what only the first had', () => {
    expect(at(`00 ${a} 02 08 09 ${a} 01 07 ee`)).toMatchObject({
      verdict: 'ok',
      values: [0, [7, 9], LEFT],
      lost: true,
    });
    expect(at(`00 ${b} 06 ${c} 07 ${b} 05 ee`)).toMatchObject({ verdict: 'ok', values: [0, LEFT, [5, [7]]] });
    expect(at(`00 ${a} 01 08 ${a} 01 07 ee`)).toMatchObject({ values: [0, [7, LEFT], LEFT] });
    expect(at(`00 ${a} 02 08 09 ${a} 01 07 ${a} 01 06 ee`)).toMatchObject({ values: [0, [6, 9], LEFT] });
  });

  it('end the load when one of them fails, and the stream knows it since 10.0', () => {
    const end = { verdict: 'rejected', code: traitsOf(dialect).autoAlloc ? -22 : -5, streamError: -5 };
    expect(at(`00 ${b} 06 ${a} 02 08`)).toMatchObject({
      ...end,
      values: [0, [8, 0], [6, LEFT]],
      why: 'd/a.new: the stream has failed (-5)',
    });
    expect(at(`00 ${b} 06 ${a} 02`)).toMatchObject({ ...end, values: [0, [0, LEFT], [6, LEFT]] });
  });

  it('are read by structs inside, which stand in the middle of the stream', () => {
    const outer = shape('outer', [struct('s', parted, { count: fixed(2) }), scalar('end', 'uint8')]);
    expect(load(outer, [[before, before], 5], `01 ${a} 01 08 00 ${b} 06 ee ff`, dialect)).toMatchObject({
      verdict: 'ok',
      values: [
        [
          [1, [8, LEFT], LEFT],
          [0, LEFT, [6, LEFT]],
        ],
        0xee,
      ],
      missed: 2,
    });
  });

  it('are unspecified in an object that a load allocates, zero where it is zeroed', () => {
    const fresh = shape('outer', [struct('s', parted, { storage: 'allocated' })]);
    expect(load(fresh, [null], `01 ${b} 06 ee`, dialect)).toMatchObject({
      values: [[1, [null, null], [6, [null]]]],
      unspecified: ['s.d/a.x', 's.d/a.new', 's.d/b.d/b/c.z'],
    });
    const zeroed = shape('outer', [struct('s', parted, { count: fixed(1), slots: 'allocated' })]);
    if (!traitsOf(dialect).autoAlloc) return;
    expect(load(zeroed, [[null]], `31 01 ${b} 06 ee`, dialect)).toMatchObject({
      values: [[[1, [0, 0], [6, [0]]]]],
      unspecified: [],
    });
  });
});

describe('a subsection that comes twice', () => {
  const twice = (inner: StructShape, held: Value[], first: string, second: string): Shown => {
    const header = '05 03 64 2f 61 00 00 00 01';
    return load(withParts(shape('d', []), inner), [held], `${header} ${first} ${header} ${second} ee`, 'qemu-10.2');
  };
  const leaf = shape('leaf', [scalar('v', 'uint8')]);

  it('adds to its lists twice', () => {
    const tail = shape('d/a', [list('l', leaf)]);
    expect(twice(tail, [[[1]]], '01 02 00', '01 03 01 04 00')).toMatchObject({ values: [[[LEFT, [2], [3], [4]]]] });
    const head = shape('d/a', [list('l', leaf, {}, 'qlist')]);
    expect(twice(head, [[[1]]], '01 02 00', '01 03 00')).toMatchObject({ values: [[[[3], [2], LEFT]]] });
    expect(twice(head, [[[1]]], '01 02 00', '01 03 01 04 00')).toMatchObject({ values: [[[[3], [4]]]] });
    expect(twice(head, [[[1]]], '01 02 00', '00')).toMatchObject({ values: [[[[2], LEFT]]] });
  });

  it('has as many elements as it says the second time', () => {
    const array = shape('d/a', [scalar('n', 'uint8'), scalar('a', 'uint8', { count: counted(0, 'uint8') })]);
    expect(twice(array, [2, [1, 2]], '02 08 09', '01 07')).toMatchObject({ values: [[1, [7]]] });
    const buffer = shape('d/a', [member('b', { kind: 'buffer', size: 2 })]);
    expect(twice(buffer, [bytes('01 02')], '08 09', '06 07')).toMatchObject({ values: [[bytes('06 07')]] });
  });

  it('may have others that come twice', () => {
    const both = [scalar('x', 'uint8'), scalar('new', 'uint8', { version: 2 })];
    const inner = withParts(shape('d/a', both, 2, 1), shape('d/a/b', both, 2, 1));
    const outside = '05 03 64 2f 61 00 00 00';
    const inside = '05 05 64 2f 61 2f 62 00 00 00';
    const wire = `${outside} 02 11 12 ${inside} 02 13 14 ${inside} 01 15 ${outside} 01 16 ${inside} 01 17 ${inside} 01 18 ee`;
    expect(load(withParts(shape('d', []), inner), [[1, 2, [3, 4]]], wire, 'qemu-10.2')).toMatchObject({
      values: [[0x16, 0x12, [0x18, 0x14]]],
    });
  });

  it('keeps of a buffer what the stream no longer had the second time', () => {
    const buffer = withParts(shape('d', []), shape('d/a', [member('b', { kind: 'buffer', size: 2 })]));
    const wire = '05 03 64 2f 61 00 00 00 01';
    expect(load(buffer, [[bytes('01 02')]], `${wire} 08 09 ${wire} 06`, 'qemu-10.2')).toMatchObject({
      values: [[bytes('06 09')]],
    });
    expect(load(buffer, [[bytes('01 02')]], `${wire} 08`, 'qemu-10.2')).toMatchObject({ values: [[bytes('08')]] });
  });
});
