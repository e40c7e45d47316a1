import { describe, expect, it } from 'vitest';
import { dialects } from '../vmstate/dialect.ts';
import type { Member, StructShape, Value } from '../vmstate/model/model.ts';
import { encode } from './save/encode.ts';
import { versionFrom, tested, validate, vstruct, when, withParts } from './rare.test-help.ts';
import { fixed, spacedHex, member, scalar, shape, struct } from '../vmstate/model/shapes.test-help.ts';

const x = scalar('x', 'uint8');

describe.each(dialects)('what a save sends, %s', (dialect) => {
  const save = (dev: StructShape, values: Value[]): string => spacedHex(encode({ shape: dev, values }, dialect));
  const members = (list: Member[], values: Value[], version = 1): string => save(shape('dev', list, version), values);

  it('is decided by a sibling, whatever it holds, wherever it stands', () => {
    const on = scalar('on', 'int8', { migrated: false });
    expect(members([on, tested(x, when(0))], [0, 7])).toBe('');
    expect(members([on, tested(x, when(0))], [-1, 7])).toBe('07');
    expect(members([tested(x, when(1)), scalar('on', 'bool')], [7, 1])).toBe('07 01');
    expect(members([tested(x, when(1)), scalar('on', 'bool')], [7, 0])).toBe('00');
  });

  it('is decided by the version that is saved', () => {
    expect(members([tested(x, versionFrom(3))], [7], 2)).toBe('');
    expect(members([tested(x, versionFrom(3))], [7], 3)).toBe('07');
    expect(members([tested(x, versionFrom(-1))], [7], 0)).toBe('07');
  });

  it('heeds a test alone, and no field no test', () => {
    expect(members([tested({ ...x, version: 9 }, versionFrom(1))], [7])).toBe('07');
    expect(members([tested({ ...x, version: 0 }, versionFrom(2))], [7])).toBe('');
    expect(members([tested({ ...x, migrated: false }, versionFrom(0))], [7])).toBe('');
    expect(members([tested({ ...x, migrated: false }, when(9))], [7])).toBe('');
  });

  it('is nothing for a validation, or a field that should be there', () => {
    expect(members([validate('ok', versionFrom(1)), x], [null, 7])).toBe('07');
    expect(members([{ ...tested(x, versionFrom(9)), mustExist: true }, x], [7, 8])).toBe('08');
  });

  it('is what the version of the field or of the struct has', () => {
    const inner = shape(
      'inner',
      [x, scalar('new', 'uint8', { version: 3 }), tested(scalar('t', 'uint8'), versionFrom(4))],
      3,
    );
    const values = [1, 2, 3];
    expect(members([struct('s', inner)], [values])).toBe('01 02');
    expect(members([vstruct('s', inner, 2)], [values])).toBe('01');
    expect(members([vstruct('s', inner, 0)], [values])).toBe('01');
    expect(members([vstruct('s', inner, 5)], [values])).toBe('01 02 03');
    expect(members([vstruct('s', inner, 4, { count: fixed(2) })], [[values, values]])).toBe('01 02 03 01 02 03');
  });

  it('includes the subsections that are needed', () => {
    const a = shape('d/a', [x], 2);
    const dev = withParts(shape('d', [scalar('on', 'bool'), scalar('off', 'bool')]), [a, 1], [a, 0], shape('d/b', []));
    expect(save(dev, [5, 0, [8], [9], []])).toBe('05 00 05 03 64 2f 61 00 00 00 02 09 05 03 64 2f 62 00 00 00 01');
    expect(save(dev, [0, 0, null, null, []])).toBe('00 00 05 03 64 2f 62 00 00 00 01');
  });
});

const wide = scalar('wide', 'uint16');

it.each<[string, Member, Value]>([
  ['of two bytes', wide, 1],
  ['of raw bytes', member('b', { kind: 'buffer', size: 1 }), new Uint8Array(1)],
  ['that is an array', { ...x, count: fixed(1) }, [1]],
  ['behind a pointer', { ...x, storage: 'pointer' }, 1],
  ['without a value', { ...x, migrated: false }, null],
])('refuses to test a sibling %s', (_what, sibling, value) => {
  const dev = shape('dev', [sibling, tested(scalar('t', 'uint8'), when(0))]);
  expect(() => encode({ shape: dev, values: [value, 1] }, 'qemu-10.2')).toThrow('t: member 0 holds no byte to test');
  const outer = shape('outer', [struct('s', dev)]);
  expect(() => encode({ shape: outer, values: [[value, 1]] }, 'qemu-10.2')).toThrow(
    's.t: member 0 holds no byte to test',
  );
  const parent = withParts(shape('p', [sibling]), [shape('p/a', []), 0]);
  expect(() => encode({ shape: parent, values: [value, []] }, 'qemu-10.2')).toThrow('member 0 holds no byte to test');
});

it('refuses values that do not fit the subsections', () => {
  const dev = withParts(shape('dev', [x]), shape('dev/a', []));
  const save = (values: Value[]) => () => encode({ shape: dev, values }, 'qemu-10.2');
  expect(save([1])).toThrow('1 values for 1 members and 1 subsections');
  expect(save([1, 2])).toThrow('dev/a: a subsection without values');
  expect(save([1, [2]])).toThrow('dev/a: 1 values for 0 members');
});
