import { describe, expect, test } from 'vitest';
import type { Abi } from '../../vmstate/host/abi.ts';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { big32, contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, loadedCalls, measured, saved, savedCalls, target, verdict } from './testing/run.ts';

const key = vmsd([{ name: 'k', size: 1, info: 'uint8' }], { name: 'key', version_id: 2 });
const value = vmsd(
  [
    { name: 'v', size: 2, info: 'uint16' },
    { name: 'w', offset: 2, size: 1, info: 'uint8', version_id: 3 },
  ],
  { name: 'value', version_id: 3 },
);

/** A tree with keys of 2 bytes; `keys` null: with integers. */
function device(version_id = 2, keys: VMStateDescription | null = key, values = value): VMStateDescription {
  const sides = keys === null ? {} : { start: 2, key_vmsd: keys };
  return vmsd([{ name: 't', size: 4, info: 'gtree', vmsd: values, version_id, ...sides }], { version_id: 9 });
}

/** The root points to block 1, which points to the first node, if there is one: its key in block 3, its value in block 4. */
function memory(abi: Abi, nodes: 0 | 1): Memory {
  const word = abi.pointerSize;
  if (nodes === 0)
    return memoryOf(
      abi,
      ['00'.repeat(word), '00'.repeat(word)],
      [
        [
          [0, 0],
          [1, 0],
        ],
        [[1, 0], null],
      ],
    );
  return memoryOf(
    abi,
    ['00'.repeat(word), '00'.repeat(word), '00'.repeat(3 * word), '11ff', '22334400'],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
      [[2, 0], null],
      [
        [2, word],
        [3, 0],
      ],
      [
        [2, 2 * word],
        [4, 0],
      ],
    ],
  );
}

/** A node whose key is the word itself. */
function directMemory(abi: Abi, content: string): Memory {
  const word = abi.pointerSize;
  return memoryOf(
    abi,
    ['00'.repeat(word), '00'.repeat(word), `${'00'.repeat(word)}${content}${'00'.repeat(word)}`, '22334400'],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
      [[2, 0], null],
      [
        [2, 2 * word],
        [3, 0],
      ],
    ],
  );
}

describe.each(dialects)('%s', (dialect) => {
  test('a tree is sent as its count and its pairs, at their own versions', () => {
    expect(saved(dialect, device(), memory(little64, 0))).toBe('0000000000');
    expect(saved(dialect, device(1), memory(little64, 1))).toBe('00000001 01 11 3322 44 00'.replaceAll(' ', ''));
    expect(saved(dialect, device(1), memory(big32, 1))).toBe('00000001 01 11 2233 44 00'.replaceAll(' ', ''));
    expect(measured(dialect, device(), memory(little64, 1))).toEqual(['1*4', '1*1', '1*2', '1*1']);
  });

  test('an integer that is a key has 64 bits on every host', () => {
    expect(saved(dialect, device(2, null), directMemory(little64, '0102030405060708'))).toBe(
      '00000001 01 0807060504030201 3322 44 00'.replaceAll(' ', ''),
    );
    expect(saved(dialect, device(2, null), directMemory(big32, '81020304'))).toBe(
      '00000001 01 0000000081020304 2233 44 00'.replaceAll(' ', ''),
    );
  });

  test('pairs are loaded into zeroed memory, at the version of the field', () => {
    const into = memory(little64, 1);
    expect(verdict(dialect, device(), into, '00000002 01 55 6677 01 66 7788 00 ee')).toBe('ok 13 0');
    // Key, value and node, in that order.
    expect(
      contents(into)
        .slice(5)
        .map((content) => (content.length > 8 ? 'node' : content)),
    ).toEqual(['5500', '77660000', 'node', '6600', '88770000', 'node']);
    expect(
      [
        [1, 0],
        [2, 0],
        [7, 0],
        [10, 0],
      ].map(([block = 0, at = 0]) => target(into, [block, at])),
    ).toEqual(['2+0', '7+0', '10+0', 'NULL']);
    expect([8, 16].map((at) => target(into, [10, at]))).toEqual(['8+0', '9+0']);
    expect(new Set(into.slots).size).toBe(into.slots.length);
    expect(saved(dialect, device(), into)).toBe(
      '00000003 01 11 3322 44 01 55 6677 00 01 66 7788 00 00'.replaceAll(' ', ''),
    );
  });

  test('nodes stand in the order of their keys, and an equal key gets the new value', () => {
    const into = memory(little64, 1);
    expect(verdict(dialect, device(), into, '00000003 01 05 6677 01 66 7788 01 11 99aa 00 ee')).toBe('ok 17 0');
    expect(saved(dialect, device(), into)).toBe(
      '00000003 01 05 6677 00 01 11 99aa 00 01 66 7788 00 00'.replaceAll(' ', ''),
    );
    expect(target(into, [2, 8])).toBe('3+0');
  });

  test('direct keys are compared without a sign, as a pointer has them', () => {
    const wire = '00000003 01 ff00000000000001 2233 44 01 0000000000000001 5566 77 01 0000000080000000 8899 aa 00 ee';
    for (const [abi, sorted] of [
      [little64, '000000030100000000000000015566770100000000800000008899aa01ff0000000000000122334400'],
      [big32, '000000020100000000000000015566770100000000800000008899aa00'],
    ] as const) {
      const into = memory(abi, 0);
      expect(verdict(dialect, device(3, null), into, wire)).toBe('ok 41 0');
      expect(saved(dialect, device(3, null), into)).toBe(sorted);
    }
  });

  test('a key is cut to what a pointer holds', () => {
    for (const [abi, kept] of [
      [little64, '8102030405060708'],
      [big32, '0000000005060708'],
    ] as const) {
      const into = memory(abi, 0);
      expect(verdict(dialect, device(3, null), into, '00000001 01 8102030405060708 2233 44 00 ee')).toBe('ok 17 0');
      expect(saved(dialect, device(3, null), into)).toBe(`0000000101${kept}22334400`);
    }
  });

  test('a version that the keys or the values do not have is refused before a byte is read', () => {
    for (const version of [0, 3])
      expect(verdict(dialect, device(version), memory(little64, 0), '00000000 00 ee')).toBe('rejected -22 0 -22');
    expect(verdict(dialect, device(3, null), memory(little64, 0), '00000000 00 ee')).toBe('ok 5 0');
    expect(verdict(dialect, device(4, null), memory(little64, 0), '00000000 00 ee')).toBe('rejected -22 0 -22');
  });

  test('as many pairs must come as were announced', () => {
    const few = memory(little64, 0);
    expect(verdict(dialect, device(), few, '00000002 01 55 6677 00 ee')).toBe('rejected -22 9 -22');
    expect(few.blocks.length).toBe(5);
    expect(verdict(dialect, device(), memory(little64, 0), '00000001 01 55 6677 01 66 7788 00 ee')).toBe(
      'rejected -22 9 -22',
    );
    expect(verdict(dialect, device(), memory(little64, 0), 'ffffffff 00 ee')).toBe('rejected -22 5 -22');
  });

  test('a pair that fails is gone', () => {
    const into = memory(little64, 0);
    expect(verdict(dialect, device(), into, '00000002 01 55 66')).toBe(
      `rejected ${traitsOf(dialect).autoAlloc ? -22 : -5} 7 -5`,
    );
    expect(into.blocks.length).toBe(2);
    expect(target(into, [1, 0])).toBe('NULL');
  });

  test('hooks of keys and values are called in turn', () => {
    const hooked = (of: VMStateDescription, result: number): VMStateDescription => ({
      ...of,
      hooks: { pre_save: result, post_load: 0 },
    });
    const code = traitsOf(dialect).autoAlloc ? '-22' : '-7';
    expect(savedCalls(dialect, device(2, hooked(key, 0), hooked(value, 0)), memory(little64, 1))).toEqual([
      'pre_save key',
      'pre_save value',
    ]);
    expect(savedCalls(dialect, device(2, hooked(key, -7), hooked(value, 0)), memory(little64, 1))).toEqual([
      'pre_save key',
      code,
    ]);
    expect(savedCalls(dialect, device(2, hooked(key, 0), hooked(value, -7)), memory(little64, 1))).toEqual([
      'pre_save key',
      'pre_save value',
      code,
    ]);
    expect(
      loadedCalls(
        dialect,
        device(2, hooked(key, 0), hooked(value, 0)),
        memory(little64, 0),
        '00000001 01 55 6677 00 ee',
      ),
    ).toEqual(['post_load key 2', 'post_load value 2']);
  });

  test('a tree that broke is an error, not a walk without end', () => {
    const round = memory(little64, 1);
    round.bytes.copyWithin(round.blocks[2]?.start ?? 0, round.blocks[1]?.start ?? 0, (round.blocks[1]?.start ?? 0) + 8);
    expect(saved(dialect, device(), round)).toBe('allocation: t: the tree runs in a circle');
    const keyless = vmsd([{ name: 't', size: 4, start: 2, info: 'gtree', vmsd: value }]);
    expect(saved(dialect, keyless, memory(little64, 1))).toBe('t: has no vmsd for its keys');
  });
});

test('a count that does not match says nothing of an error that a node has left without failing', () => {
  const inner = vmsd([], { name: 'inner', hooks: { pre_load: 1 } });
  const values = vmsd([{ name: 's', flags: 'STRUCT', vmsd: inner, size: 0 }], { name: 'value', version_id: 2 });
  const refused = loaded('qemu-10.2', device(2, key, values), memory(little64, 0), '00 00 00 02 01 11 00 7e');
  expect(refused.status === 'rejected' && refused.messages).toEqual([
    't inconsistent stream when loading the gtree',
    'Failed to load element of type gtree for t: -22',
  ]);
});
