import { describe, expect, it } from 'vitest';
import { UNTOUCHED, type Element, type Member, type StructShape, type StructValue } from '../../vmstate/model/model.ts';
import { firstValueDifference } from './values-differences.ts';

function member(name: string, element: Element, more: Partial<Member> = {}): Member {
  return {
    name,
    version: 0,
    migrated: true,
    element,
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
    ...more,
  };
}

const word: Element = { kind: 'scalar', type: 'uint32' };
const inner: StructShape = {
  name: 'inner',
  version: 0,
  minimumVersion: 0,
  members: [member('x', word), member('y', word)],
};
const shape: StructShape = {
  name: 'dev',
  version: 0,
  minimumVersion: 0,
  members: [
    member('n', word),
    member('ring', { kind: 'struct', struct: inner }, { count: { kind: 'fixed', n: 2 } }),
    member('data', { kind: 'buffer', size: 2 }),
    member('list', { kind: 'list', list: 'qtailq', struct: inner }),
  ],
  subsections: [{ struct: inner }],
};

const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);
const state = (part: Partial<Record<0 | 1 | 2 | 3 | 4, StructValue[number]>> = {}): StructValue => {
  const values: StructValue = [
    1,
    [
      [2, 3],
      [4, 5],
    ],
    bytes(6, 7),
    [[8, 9]],
    [10, 11],
  ];
  for (const [i, value] of Object.entries(part)) values[Number(i)] = value;
  return values;
};

function difference(
  after: StructValue,
  received: StructValue,
  before: StructValue = state(),
  unspecified: string[] = [],
): string | null {
  const found = firstValueDifference({ shape, before, after, lengths: new Map(), unspecified }, received);
  return found === null ? null : `${found.path}: ${found.received} instead of ${found.expected}`;
}

describe('firstValueDifference', () => {
  it('finds nothing where nothing differs', () => {
    expect(difference(state(), state())).toBeNull();
  });

  it.each([
    ['n: 7 instead of 1', { 0: 7 }],
    [
      'ring[1].y: 6 instead of 5',
      {
        1: [
          [2, 3],
          [4, 6],
        ],
      },
    ],
    ['ring: 1 element instead of 2 elements', { 1: [[2, 3]] }],
    ['ring[0]: null instead of [2,3]', { 1: [null, [4, 5]] }],
    ['data: 0607ff instead of 0607', { 2: bytes(6, 7, 255) }],
    ['list: 0 elements instead of 1 element', { 3: [] }],
    ['list[0].x: 0 instead of 8', { 3: [[0, 9]] }],
    ['inner.y: 12 instead of 11', { 4: [10, 12] }],
  ])('says where: %s', (text, part) => {
    expect(difference(state(), state(part))).toBe(text);
  });

  it.each([
    ['a member', { 0: UNTOUCHED }, { 0: 9 }, 'n: 9 instead of 1'],
    [
      'an element',
      { 1: [[2, 3], UNTOUCHED] },
      {
        1: [
          [2, 3],
          [4, 0],
        ],
      },
      'ring[1].y: 0 instead of 5',
    ],
    [
      'a member of an element',
      {
        1: [
          [2, 3],
          [4, UNTOUCHED],
        ],
      },
      {
        1: [
          [2, 3],
          [4, 0],
        ],
      },
      'ring[1].y: 0 instead of 5',
    ],
    ['a subsection', { 4: UNTOUCHED }, { 4: [0, 11] }, 'inner.x: 0 instead of 10'],
  ])('wants what was there before where the load touched nothing: %s', (_, after, received, text) => {
    expect(difference(state(after), state())).toBeNull();
    expect(difference(state(after), state(received))).toBe(text);
  });

  it('finds what was in a list wherever the load put the new elements', () => {
    const before = state({ 3: [[8, 9]] });
    const after = state({ 3: [[1, 2], UNTOUCHED] });
    expect(
      difference(
        after,
        state({
          3: [
            [1, 2],
            [8, 9],
          ],
        }),
        before,
      ),
    ).toBeNull();
    expect(
      difference(
        after,
        state({
          3: [
            [8, 9],
            [1, 2],
          ],
        }),
        before,
      ),
    ).toBe('list[0].x: 8 instead of 1');
    expect(
      difference(
        after,
        state({
          3: [
            [1, 2],
            [1, 2],
          ],
        }),
        before,
      ),
    ).toBe('list[1].x: 1 instead of 8');
  });

  describe('of trees and byte arrays', () => {
    const keyed: StructShape = {
      ...inner,
      name: 'dev',
      members: [
        member('tree', { kind: 'tree', key: inner, value: inner }),
        member('direct', { kind: 'tree', key: null, value: inner }),
        member('array', { kind: 'bytearray' }),
      ],
    };
    const after: StructValue = [
      [
        UNTOUCHED,
        [
          [5, 6],
          [7, 8],
        ],
      ],
      [[9n, [1, 2]]],
      [3, bytes(1)],
    ];
    const received: StructValue = [
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
      [[9n, [1, 2]]],
      bytes(1, 2, 9),
    ];
    const found = (part: Partial<Record<0 | 1 | 2, StructValue[number]>>): string | null => {
      const answer = received.map((value, i) => part[i as 0 | 1 | 2] ?? value);
      const difference = firstValueDifference(
        {
          shape: keyed,
          lengths: new Map(),
          before: [
            [
              [
                [1, 2],
                [3, 4],
              ],
            ],
            [],
            bytes(8, 2),
          ],
          after,
          unspecified: ['array'],
        },
        answer,
      );
      return difference === null
        ? null
        : `${difference.path}: ${difference.received} instead of ${difference.expected}`;
    };

    it.each<[string | null, Parameters<typeof found>[0]]>([
      [null, {}],
      [
        'tree: 1 element instead of 2 elements',
        {
          0: [
            [
              [5, 6],
              [7, 8],
            ],
          ],
        },
      ],
      [
        'tree[0].value.y: 0 instead of 4',
        {
          0: [
            [
              [1, 2],
              [3, 0],
            ],
            [
              [5, 6],
              [7, 8],
            ],
          ],
        },
      ],
      [
        'tree[1].key.x: 0 instead of 5',
        {
          0: [
            [
              [1, 2],
              [3, 4],
            ],
            [
              [0, 6],
              [7, 8],
            ],
          ],
        },
      ],
      ['direct[0].key: "8" instead of "9"', { 1: [[8n, [1, 2]]] }],
      ['direct[0].value.x: 0 instead of 1', { 1: [[9n, [0, 2]]] }],
      ['array: 2 bytes instead of 3 bytes', { 2: bytes(1, 2) }],
    ])('says where: %s', (text, part) => {
      expect(found(part)).toBe(text);
    });
  });

  it('expects the end of a buffer unchanged if the stream ended in it', () => {
    expect(difference(state({ 2: bytes(1) }), state({ 2: bytes(1, 7) }))).toBeNull();
    expect(difference(state({ 2: bytes(1) }), state({ 2: bytes(1, 8) }))).toBe('data: 0108 instead of 0107');
  });

  it('expects nothing of unspecified values', () => {
    expect(difference(state({ 0: null }), state({ 0: 5 }), state(), ['n'])).toBeNull();
    expect(difference(state({ 0: null }), state({ 0: 5 }))).toBe('n: 5 instead of null');
    expect(difference(state({ 3: [[8, null]] }), state({ 3: [[8, 99]] }), state(), ['list[0].y'])).toBeNull();
    expect(difference(state({ 3: [[8, null]] }), state({ 3: [[7, 99]] }), state(), ['list[0].y'])).toBe(
      'list[0].x: 7 instead of 8',
    );
  });

  it('takes an empty array and none for the same', () => {
    expect(difference(state({ 1: [], 2: bytes() }), state({ 1: null, 2: null }), state({ 2: null }))).toBeNull();
    expect(difference(state({ 1: null }), state({ 1: [] }))).toBeNull();
    expect(difference(state(), state({ 2: null }))).toBe('data: null instead of 0607');
  });
});
