import { expect, it } from 'vitest';
import { encode } from '../save/encode.ts';
import { bitmap, checkedMember, list, versionFrom, tmp, tree, validate, withParts } from '../rare.test-help.ts';
import { bytes, spacedHex, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';
import { zeroElement, zeroStruct } from './zero-value.ts';

const inner = shape('inner', [scalar('x', 'cpudouble'), scalar('y', 'bool')]);

it('knows the zero of every element', () => {
  const dev = shape('dev', [
    checkedMember('c', 'int32_le'),
    checkedMember('e', 'uint64_equal'),
    bitmap('m', 0),
    list('l', inner),
    tmp(inner),
    validate('ok', versionFrom(0)),
    struct('s', inner),
    member('u', { kind: 'unused', size: 1 }),
    scalar('p', 'uint8', { storage: 'pointer' }),
    member('t', { kind: 'timer' }),
    tree('g', null, inner),
    member('a', { kind: 'bytearray' }),
  ]);
  expect(zeroStruct(dev)).toEqual([0, 0n, null, [], [0n, 0], null, [0n, 0], null, null, 0n, null, null]);
  expect(zeroElement({ kind: 'bitmap', sizedBy: 0 })).toEqual(bytes(''));
});

it('appends the subsections, and can be saved', () => {
  const part = withParts(shape('d/a', [checkedMember('e', 'uint16_equal')]), shape('d/a/b', [list('l', inner)]));
  const dev = withParts(shape('d', [scalar('on', 'bool')]), [inner, 0], part);
  const zeros = zeroStruct(dev);
  expect(zeros).toEqual([0, [0n, 0], [0, [[]]]]);
  expect(spacedHex(encode({ shape: dev, values: zeros }, 'qemu-10.2'))).toBe(
    '00 05 03 64 2f 61 00 00 00 01 00 00 05 05 64 2f 61 2f 62 00 00 00 01 00',
  );
});
