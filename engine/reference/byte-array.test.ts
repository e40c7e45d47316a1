import { describe, expect, test } from 'vitest';
import type { Memory } from '../../vmstate/host/memory.ts';
import { big32, contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { loaded, saved, target, verdict } from './testing/run.ts';

const device = vmsd([{ name: 'a', size: 8, info: 'g_byte_array' }]);

/** The root points to the array in block 1, that to its data in block 2. */
function memory(data: string): Memory {
  const length = (data.length / 2).toString(16).padStart(2, '0');
  return memoryOf(
    little64,
    ['00'.repeat(8), `${'00'.repeat(8)}${length}000000cdcdcdcd`, data],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
    ],
  );
}

describe('a GByteArray (11.1)', () => {
  test('is its length and its bytes', () => {
    expect(saved('qemu-11.1', device, memory('aabbcc'))).toBe('00000003aabbcc');
    const empty = memoryOf(
      big32,
      ['00'.repeat(4), '00'.repeat(8)],
      [
        [
          [0, 0],
          [1, 0],
        ],
        [[1, 0], null],
      ],
    );
    expect(saved('qemu-11.1', device, empty)).toBe('00000000');
  });

  test('keeps its data when it does not grow', () => {
    const into = memory('aabbcc');
    expect(verdict('qemu-11.1', device, into, '00000002 1122 ee')).toBe('ok 6 0');
    expect(contents(into).slice(1)).toEqual([expect.stringMatching(/02000000cdcdcdcd$/) as unknown, '1122cc']);
    expect(saved('qemu-11.1', device, into)).toBe('000000021122');
  });

  test('has new data when it does, which begin with the old', () => {
    const into = memory('aabb');
    expect(verdict('qemu-11.1', device, into, '00000004 11')).toBe('rejected -22 5 -5');
    expect(target(into, [1, 0])).toBe('3+0');
    expect(contents(into).slice(2)).toEqual(['aabb', '11bba5a5']);
    const whole = memory('aabb');
    expect(verdict('qemu-11.1', device, whole, '00000003 112233 ee')).toBe('ok 7 0');
    expect(saved('qemu-11.1', device, whole)).toBe('00000003112233');
  });

  test('does not exist before', () => {
    for (const dialect of ['qemu-7.2', 'qemu-10.0', 'qemu-10.2'] as const) {
      expect(saved(dialect, device, memory('aa'))).toBe('unsupported');
      expect(loaded(dialect, device, memory('aa'), '00000000')).toMatchObject({
        status: 'unsupported',
        feature: 'info:g_byte_array',
      });
    }
  });
});
