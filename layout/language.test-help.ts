import type { Abi } from '../vmstate/host/abi.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Member, Model, StructShape, Value } from '../vmstate/model/model.ts';
import { member, scalar } from '../vmstate/model/shapes.test-help.ts';

/** A host of each byte order and pointer size that matters. */
export const hosts: readonly (readonly [string, Abi])[] = [
  ['64le', { pointerSize: 8, byteOrder: 'little' }],
  ['32be', { pointerSize: 4, byteOrder: 'big' }],
];

export function caseOf(model: Model, abi: Abi, seed = 1): Case {
  return { dialect: 'qemu-11.1', abi, seed, model };
}

export function structShape(name: string, members: readonly Member[], more: Partial<StructShape> = {}): StructShape {
  return { name, version: 2, minimumVersion: 0, members, ...more };
}

const node = structShape(
  'node',
  [
    scalar('key', 'uint8'),
    scalar('len', 'int32'),
    member('data', { kind: 'vbuffer', sizedBy: 1, multiply: null }, { storage: 'allocated' }),
  ],
  {
    subsections: [{ struct: structShape('node/extra', [scalar('x', 'uint16')]), needed: 0 }],
  },
);

const entry = structShape('entry', [
  scalar('id', 'uint8'),
  member('at', { kind: 'struct', struct: structShape('at', [scalar('deep', 'uint64')]) }),
]);

const scratch = structShape('scratch', [scalar('total', 'uint32'), scalar('kept', 'uint16', { storage: 'pointer' })], {
  hooks: { post_load: -5 },
  subsections: [{ struct: structShape('scratch/more', [scalar('more', 'uint8')]) }],
});

const mapping = structShape('mapping', [
  scalar('len', 'int32'),
  member('data', { kind: 'vbuffer', sizedBy: 0, multiply: null }, { storage: 'allocated' }),
]);

const versioned = structShape('versioned', [
  scalar('old', 'uint8'),
  scalar('new', 'uint16', { version: 2 }),
  scalar('allocated', 'uint8', { version: 2, storage: 'allocated' }),
]);

const deep = structShape('dev/sub/deep', [
  scalar('d', 'uint64'),
  member('queue', { kind: 'list', list: 'qtailq', struct: structShape('job', [scalar('j', 'uint8')]) }),
]);
const sub = structShape(
  'dev/sub',
  [
    scalar('on', 'uint8', { migrated: false }),
    scalar('s', 'uint32'),
    scalar('lost', 'uint8', { storage: 'allocated' }),
  ],
  {
    subsections: [{ struct: deep, needed: 0 }],
  },
);
const off = structShape('dev/off', [
  scalar('o', 'uint32'),
  scalar('array', 'uint8', { storage: 'allocated', count: { kind: 'fixed', n: 2 } }),
]);

/** One of everything that a description can say beyond fields, structs and arrays. */
export const everyKindOfField: StructShape = structShape(
  'dev',
  [
    scalar('fp', 'cpudouble'),
    member('same', { kind: 'checked', info: 'uint16_equal' }),
    member('most', { kind: 'checked', info: 'int32_le' }, { storage: 'pointer', count: { kind: 'fixed', n: 2 } }),
    scalar('bits', 'int32', { migrated: false }),
    member('map', { kind: 'bitmap', sizedBy: 3 }, { storage: 'pointer' }),
    scalar('yes', 'uint8', { migrated: false }),
    scalar('no', 'uint8'),
    scalar('there', 'uint32', { test: { kind: 'sibling', by: 5 } }),
    scalar('gone', 'uint32', { test: { kind: 'sibling', by: 6 }, storage: 'allocated' }),
    scalar('late', 'uint8', { test: { kind: 'version', from: 3 } }),
    scalar('now', 'uint8', { test: { kind: 'version', from: 2 }, version: 9, mustExist: true }),
    member('valid', { kind: 'validate' }, { test: { kind: 'sibling', by: 5 } }),
    member('inner', { kind: 'struct', struct: versioned, version: 1 }),
    member('tailq', { kind: 'list', list: 'qtailq', struct: node }, { version: 1 }),
    member('list', { kind: 'list', list: 'qlist', struct: entry }),
    member('none', { kind: 'list', list: 'qtailq', struct: structShape('unused', [scalar('n', 'uint8')]) }),
    member('tmp', { kind: 'tmp', struct: scratch }),
    member('alarm', { kind: 'timer' }, { storage: 'pointer' }),
    member('alarms', { kind: 'timer' }, { count: { kind: 'fixed', n: 2 } }),
    member('tree', { kind: 'tree', key: structShape('key', [scalar('k', 'uint16')]), value: mapping }, { version: 1 }),
    member('direct', { kind: 'tree', key: null, value: structShape('weight', [scalar('w', 'uint32')]) }),
    member('array', { kind: 'bytearray' }),
  ],
  {
    hooks: { pre_save: 0, post_load_errp: true },
    subsections: [
      { struct: sub, needed: 5 },
      { struct: off, needed: 6 },
    ],
  },
);

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** 70 bits: two words on the wire, two longs on a 64-bit host, three on a 32-bit one. */
const map = bytes(1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0x2a);

export const values: Value[] = [
  0x400921fb54442d18n,
  0x1234,
  [5, -7],
  70,
  map,
  1,
  0,
  0xdeadbeef,
  77,
  88,
  99,
  null,
  [1, 2, 3],
  [
    [10, 3, bytes(1, 2, 3), [0x1111]],
    [0, 0, bytes(), [0x2222]],
    [12, 1, bytes(9), [0x3333]],
  ],
  [
    [1, [100n]],
    [2, [200n]],
  ],
  [],
  [123456, 789, [42]],
  -1n,
  [5n, 0x7fffffffffffffffn],
  [
    [[1], [2, bytes(7, 8)]],
    [[2], [0, bytes()]],
  ],
  [
    [0n, [4]],
    [1n, [5]],
    [0xfffffffen, [3]],
  ],
  bytes(1, 2, 3, 4, 5),
  [7, 55, 66, [0x1122334455667788n, [[1], [2]]]],
  [1, [2, 3]],
];

export const everything: Model = { shape: everyKindOfField, values };
