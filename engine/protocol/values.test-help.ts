import type { Element, Model, StructShape } from '../../vmstate/model/model.ts';
import { member } from '../../vmstate/model/shapes.test-help.ts';

export const byte: Element = { kind: 'scalar', type: 'uint8' };
export const wide: Element = { kind: 'scalar', type: 'int64' };
export const pair: StructShape = {
  name: 'pair',
  version: 1,
  minimumVersion: 0,
  members: [member('a', byte), member('b', wide)],
};

/** Every kind of element, count, storage and slots, and all that is optional. */
export const whole: StructShape = {
  name: 'périphérique',
  version: 3,
  minimumVersion: 1,
  hooks: { pre_load: 0, post_load: -1, pre_save_errp: true },
  members: [
    member('n', { kind: 'scalar', type: 'int32' }, { migrated: false }),
    member('flags', { kind: 'scalar', type: 'bool' }, { count: { kind: 'fixed', n: 2 }, slots: 'nullable' }),
    member('bytes', { kind: 'buffer', size: 2 }, { version: 2, test: { kind: 'version', from: 2 }, mustExist: true }),
    member('data', { kind: 'vbuffer', sizedBy: 0, multiply: 1 }, { storage: 'allocated' }),
    member('pad', { kind: 'unused', size: 4 }),
    member(
      'pairs',
      { kind: 'struct', struct: pair, version: 0 },
      { count: { kind: 'counted', by: 0, type: 'int32', multiply: null }, storage: 'pointer' },
    ),
    member('same', { kind: 'checked', info: 'uint64_equal' }, { test: { kind: 'sibling', by: 0 } }),
    member('map', { kind: 'bitmap', sizedBy: 0 }, { storage: 'pointer' }),
    member('list', { kind: 'list', list: 'qtailq', struct: pair }),
    member('tmp', { kind: 'tmp', struct: pair }),
    member('sound', { kind: 'validate' }),
    member('size', { kind: 'scalar', type: 'uint64' }),
    member('half', { kind: 'vbuffer', sizedBy: 11, multiply: null, half: 'high' }),
    member('timer', { kind: 'timer' }, { storage: 'pointer' }),
    member('tree', { kind: 'tree', key: null, value: pair }),
    member('keyed', { kind: 'tree', key: pair, value: pair }),
    member('array', { kind: 'bytearray' }),
  ],
  subsections: [{ struct: { ...pair, name: 'périphérique/pair' }, needed: 0 }],
};

export const model: Model = {
  shape: whole,
  values: [
    1,
    [null, 1],
    Uint8Array.of(0, 255),
    Uint8Array.of(7),
    null,
    [[1, -5n]],
    2n ** 64n - 1n,
    new Uint8Array(8),
    [
      [1, 2n],
      [3, 4n],
    ],
    [0, 0n],
    null,
    2n ** 32n,
    Uint8Array.of(3),
    -1n,
    [
      [2n ** 64n - 1n, [1, 2n]],
      [0n, [3, 4n]],
    ],
    [
      [
        [5, 6n],
        [7, 8n],
      ],
    ],
    Uint8Array.of(1, 2),
    [9, -(2n ** 63n)],
  ],
};

export const json: readonly unknown[] = [
  1,
  [null, 1],
  '00ff',
  '07',
  null,
  [[1, '-5']],
  '18446744073709551615',
  '0000000000000000',
  [
    [1, '2'],
    [3, '4'],
  ],
  [0, '0'],
  null,
  '4294967296',
  '03',
  '-1',
  [
    ['18446744073709551615', [1, '2']],
    ['0', [3, '4']],
  ],
  [
    [
      [5, '6'],
      [7, '8'],
    ],
  ],
  '0102',
  [9, '-9223372036854775808'],
];
