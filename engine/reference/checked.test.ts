import { expect, test } from 'vitest';
import { dialects, traitsOf } from '../../vmstate/dialect.ts';
import type { CheckedInfo } from '../../vmstate/info.ts';
import { big64, contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { saved, verdict } from './testing/run.ts';

const equal: readonly (readonly [info: CheckedInfo, big: string])[] = [
  ['uint8_equal', '85'],
  ['uint16_equal', '8504'],
  ['int32_equal', '85040302'],
  ['uint32_equal', '85040302'],
  ['uint64_equal', '8504030201020304'],
];

function reversed(digits: string): string {
  return Buffer.from(digits, 'hex').reverse().toString('hex');
}

test.each(equal)('%s loads its own value only, and stores nothing', (info, wire) => {
  const description = vmsd([{ size: wire.length / 2, info }]);
  const other = `${wire.slice(0, -1)}9`;
  for (const dialect of dialects) {
    for (const [abi, own] of [
      [little64, reversed(wire)],
      [big64, wire],
    ] as const) {
      const memory = memoryOf(abi, [own]);
      expect(saved(dialect, description, memory)).toBe(wire);
      expect(verdict(dialect, description, memory, `${wire}ee`)).toBe(`ok ${wire.length / 2} 0`);
      expect(verdict(dialect, description, memory, `${other}ee`)).toBe(`rejected -22 ${wire.length / 2} -22`);
      expect(contents(memory)).toEqual([own]);
    }
  }
});

test.each([
  ['00000005', '00000000', 'ok 4 0'],
  ['00000005', '00000005', 'ok 4 0'],
  ['00000005', '00000006', 'rejected -22 4 -22'],
  ['00000005', 'ffffffff', 'rejected -22 4 -22'],
  ['fffffffb', 'fffffffa', 'rejected -22 4 -22'],
  ['fffffffb', '00000000', 'rejected -22 4 -22'],
  ['7fffffff', '7fffffff', 'ok 4 0'],
])('int32_le: over %s, %s is %s', (own, loaded, expected) => {
  const description = vmsd([{ size: 4, info: 'int32_le' }]);
  for (const dialect of dialects) {
    const memory = memoryOf(big64, [own]);
    expect(saved(dialect, description, memory)).toBe(own);
    expect(verdict(dialect, description, memory, `${loaded}ee`)).toBe(expected);
    expect(contents(memory)).toEqual([expected.startsWith('ok') ? loaded : own]);
  }
});

test.each(dialects)('missing bytes are compared as zeros (%s)', (dialect) => {
  const description = vmsd([{ size: 2, info: 'uint16_equal' }]);
  const end = traitsOf(dialect).autoAlloc ? -22 : -5;
  expect(verdict(dialect, description, memoryOf(little64, ['0000']), '00')).toBe(`rejected ${end} 1 -5`);
  expect(verdict(dialect, description, memoryOf(little64, ['0001']), '00')).toBe('rejected -22 1 -5');
});

test.each(dialects)('a double is eight bytes of one number (%s)', (dialect) => {
  const description = vmsd([{ size: 8, info: 'cpudouble' }]);
  const memory = memoryOf(little64, ['0807060504030201']);
  expect(saved(dialect, description, memory)).toBe('0102030405060708');
  expect(verdict(dialect, description, memory, 'a1a2a3a4a5a6a7a8 ee')).toBe('ok 8 0');
  expect(contents(memory)).toEqual(['a8a7a6a5a4a3a2a1']);
});
