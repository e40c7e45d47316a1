import type { Model } from '../../vmstate/model/model.ts';
import {
  bitmap,
  checkedMember,
  list,
  versionFrom,
  tested,
  tmp,
  validate,
  vstruct,
  withParts,
} from '../rare.test-help.ts';
import { bytes, counted, fixed, member, scalar, shape, struct } from '../../vmstate/model/shapes.test-help.ts';

/** Small models, one for each thing that the vmdesc says in its own way. Real QEMU has described each of them. */

const one = fixed(1);
const point = shape('point', [scalar('x', 'uint8')], 2);
const maybe = shape('maybe', [tested(scalar('x', 'uint8'), versionFrom(1))], 1);

/** Types and sizes. */
export const types: Model = {
  shape: shape('types', [
    scalar('d', 'cpudouble'),
    scalar('n', 'int32'),
    checkedMember('e8', 'uint8_equal'),
    checkedMember('e16', 'uint16_equal'),
    checkedMember('e32', 'uint32_equal'),
    checkedMember('s32', 'int32_equal'),
    checkedMember('e64', 'uint64_equal'),
    checkedMember('le', 'int32_le'),
    member('b', { kind: 'buffer', size: 3 }),
    member('v', { kind: 'vbuffer', sizedBy: 1, multiply: null }, { storage: 'pointer' }),
    bitmap('m', 1),
    member('u', { kind: 'unused', size: 4 }),
    validate('ok', versionFrom(0)),
    scalar('hidden', 'uint8', { migrated: false }),
    scalar('newer', 'uint8', { version: 9 }),
  ]),
  values: [
    1n,
    2,
    1,
    2,
    3,
    4,
    5n,
    6,
    bytes('01 02 03'),
    bytes('01 02'),
    bytes('00 00 00 00 00 00 00 01'),
    null,
    null,
    7,
    8,
  ],
};

/** Arrays, one of them of elements of several sizes, one that may not be described by its first element. */
export const arrays: Model = {
  shape: shape('arrays', [
    scalar('n', 'uint8'),
    scalar('none', 'uint16', { count: fixed(0) }),
    scalar('one', 'uint16', { count: one }),
    scalar('three', 'uint16', { count: fixed(3) }),
    struct('points', point, { count: counted(0, 'uint8') }),
    struct('maybes', maybe, { count: fixed(3) }),
    tested(scalar('tested', 'uint8', { count: fixed(2) }), versionFrom(0)),
    struct('outer', shape('outer', [struct('p', maybe)]), { count: fixed(2) }),
    struct('parts', withParts(point, shape('point/a', [])), { count: fixed(2) }),
  ]),
  values: [
    2,
    [],
    [1],
    [1, 2, 3],
    [[1], [2]],
    [[1], [2], [3]],
    [1, 2],
    [[[1]], [[2]]],
    [
      [1, []],
      [2, []],
    ],
  ],
};

/** NULL behind slots, in runs of one and of several, at both ends. */
export const runs: Model = {
  shape: shape('runs', [
    scalar('a', 'uint8', { count: fixed(5), slots: 'nullable' }),
    scalar('b', 'uint8', { count: fixed(4), slots: 'nullable' }),
    scalar('c', 'uint8', { count: fixed(3), slots: 'nullable' }),
    scalar('d', 'uint8', { count: fixed(2), slots: 'nullable' }),
    struct('s', point, { count: fixed(3), slots: 'nullable' }),
    struct('m', maybe, { count: fixed(4), slots: 'nullable' }),
  ]),
  values: [
    [1, 2, null, null, 3],
    [null, null, 1, 2],
    [1, null, 2],
    [null, null],
    [null, [1], null],
    [[1], null, null, [2]],
  ],
};

/** Several fields of a name, one with a NULL. */
export const twins: Model = {
  shape: shape('twins', [
    scalar('a', 'uint8', { version: 9 }),
    scalar('a', 'uint8', { migrated: false }),
    scalar('a', 'uint8'),
    scalar('a', 'uint8', { count: fixed(2), slots: 'nullable' }),
    validate('b', versionFrom(0)),
    scalar('b', 'uint8'),
  ]),
  values: [1, 2, 3, [null, 4], null, 5],
};

/** Structs whose keys go into the entry of the field, and subsections. */
export const inlined: Model = {
  shape: withParts(
    shape(
      'inlined',
      [
        vstruct('v', point, 1),
        vstruct('vs', maybe, 0, { count: fixed(2) }),
        list('none', point),
        list('list', withParts(point, shape('point/p', [scalar('y', 'uint16')]))),
        list('qlist', point, {}, 'qlist'),
        tmp(point),
        scalar('no', 'bool'),
      ],
      3,
    ),
    shape('inlined/a', [struct('p', point, { count: fixed(2) })], 4),
    [shape('inlined/b', [scalar('x', 'uint8')]), 6],
    withParts(shape('inlined/c', []), shape('inlined/c/d', [scalar('x', 'uint8')])),
  ),
  values: [
    [1],
    [[2], [3]],
    [],
    [
      [4, [5]],
      [6, [7]],
    ],
    [[8]],
    [9],
    0,
    [[[1], [2]]],
    [3],
    [[4]],
  ],
};

/** Elements that a load allocates (11.1). */
export const markers: Model = {
  shape: shape('markers', [
    struct('s', point, { count: fixed(3), slots: 'allocated' }),
    scalar('w', 'uint16', { count: fixed(2), slots: 'allocated' }),
    scalar('w', 'uint16', { count: one, slots: 'allocated' }),
  ]),
  values: [[[1], null, [2]], [3, 4], [null]],
};

/** Names that JSON, or the header of a subsection, cannot have as they are. */
export const names: Model = {
  shape: withParts(shape('"\\\b\f\n\r\t\u007fü€😀', [scalar('\u0001', 'uint8')]), shape('ü'.repeat(130), [])),
  values: [1, []],
};
