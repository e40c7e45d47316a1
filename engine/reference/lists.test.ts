import { describe, expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import { big32, contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { listDevice, element, lists, listMemory } from './testing/lists.ts';
import { loaded, measured, saved, target, verdict } from './testing/run.ts';

describe.each(lists)('%s', (info) => {
  test.each(dialects)('is sent element by element, at their own version (%s)', (dialect) => {
    for (const abi of [little64, big32]) {
      expect(saved(dialect, listDevice(info), listMemory(abi, info, []))).toBe('00');
      expect(saved(dialect, listDevice(info, 1), listMemory(abi, info, ['1122', '3344']))).toBe('01112201334400');
    }
    expect(measured(dialect, listDevice(info), listMemory(little64, info, ['1122']))).toEqual(['1*24', '1*1', '1*1']);
  });

  test.each(dialects)('is loaded into fresh elements, in order (%s)', (dialect) => {
    for (const abi of [little64, big32]) {
      const word = abi.pointerSize;
      const into = listMemory(abi, info, []);
      const slots = into.slots.length;
      expect(verdict(dialect, listDevice(info), into, '01 1122 ff 3344 07 5566 00 ee')).toBe('ok 10 0');
      expect(
        contents(into)
          .slice(1)
          .map((content) => content.slice(0, 16)),
      ).toEqual(['1122', '3344', '5566'].map((v) => v.padEnd(16, 'a5')));
      const next: readonly (readonly [number, number])[] = [
        [0, 8],
        [1, 8],
        [2, 8],
        [3, 8],
      ];
      expect(next.map((from) => target(into, from))).toEqual(['1+0', '2+0', '3+0', 'NULL']);
      expect(next.slice(1).map(([block]) => target(into, [block, 8 + word]))).toEqual(['0+8', '1+8', '2+8']);
      if (info === 'qtailq') expect(target(into, [0, 8 + word])).toBe('3+8');
      // Two for each element, each once.
      expect(into.slots.length).toBe(slots + 6);
      expect(new Set(into.slots).size).toBe(into.slots.length);
      expect(saved(dialect, listDevice(info), into)).toBe('01112201334401556600');
    }
  });

  test.each(dialects)('is loaded at the version of the field (%s)', (dialect) => {
    const into = listMemory(little64, info, []);
    expect(verdict(dialect, listDevice(info, 1), into, '01 11 01 33 00 ee')).toBe('ok 5 0');
    expect(contents(into)[1]?.slice(0, 4)).toBe('11a5');
    for (const version of [0, 3]) {
      expect(verdict(dialect, listDevice(info, version), listMemory(little64, info, []), '01 11 00')).toBe(
        'rejected -22 0 -22',
      );
    }
  });

  test.each(dialects)('ends where the stream does, which is an error (%s)', (dialect) => {
    const end = traitsOf(dialect).autoAlloc ? -22 : -5;
    expect(verdict(dialect, listDevice(info), listMemory(little64, info, []), '')).toBe(`rejected ${end} 0 -5`);
  });

  test.each(dialects)('that broke is an error, not a walk without end (%s)', (dialect) => {
    const corrupt = listMemory(little64, info, ['1122']);
    corrupt.bytes.fill(0x77, (corrupt.blocks[1]?.start ?? 0) + 8, (corrupt.blocks[1]?.start ?? 0) + 16);
    expect(saved(dialect, listDevice(info), corrupt)).toBe('list.v: reads 1 bytes through a corrupt pointer');
    const round = memoryOf(
      little64,
      ['00'.repeat(24), '00'.repeat(24)],
      [
        [
          [0, 8],
          [1, 0],
        ],
        [
          [1, 8],
          [1, 0],
        ],
      ],
    );
    expect(saved(dialect, listDevice(info), round)).toBe('allocation: list: the list runs in a circle');
  });
});

test.each([
  ['qemu-7.2', 'qtailq', ['010203'.padEnd(16, 'a5'), '04'.padEnd(48, 'a5')]],
  ['qemu-10.2', 'qtailq', ['010203'.padEnd(16, 'a5'), '04'.padEnd(48, 'a5')]],
  ['qemu-10.2', 'qlist', ['010203'.padEnd(16, 'a5')]],
  ['qemu-11.1', 'qtailq', ['010203'.padEnd(16, 'a5')]],
  ['qemu-11.1', 'qlist', ['010203'.padEnd(16, 'a5')]],
] as const)('%s: of a %s the element that failed stays, or not', (dialect, info, left) => {
  const into = listMemory(little64, info, []);
  const needs = vmsd([{ name: 'b', size: 3, flags: 'BUFFER', info: 'buffer' }], { name: 'needs' });
  expect(loaded(dialect, listDevice(info, 1, needs), into, '01 010203 01 04').status).toBe('rejected');
  // The first is in the list: its link holds pointers.
  expect(
    contents(into)
      .slice(1)
      .map((content, i) => (i === 0 ? content.slice(0, 16) : content)),
  ).toEqual(left);
});

test('up to 10.2 a positive result of an element ends the list, and nothing else', () => {
  const shy = { ...element, hooks: { pre_load: 1 } };
  for (const dialect of ['qemu-7.2', 'qemu-10.0', 'qemu-10.2'] as const) {
    expect(verdict(dialect, listDevice('qtailq', 2, shy), listMemory(little64, 'qtailq', []), '01 ee')).toBe('ok 1 0');
  }
  expect(verdict('qemu-11.1', listDevice('qtailq', 2, shy), listMemory(little64, 'qtailq', []), '01 ee')).toBe(
    'rejected -22 1 -22',
  );
});

test('an element of no bytes is NULL, and cannot be linked', () => {
  const nothing = vmsd([{ name: 'list', size: 0, info: 'qlist', vmsd: vmsd([]), version_id: 1 }]);
  const into = memoryOf(little64, ['00'.repeat(8)], [[[0, 0], null]]);
  expect(verdict('qemu-11.1', nothing, into, '01 00 ee')).toMatch(/through NULL/);
});
