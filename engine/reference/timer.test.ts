import { expect, test } from 'vitest';
import { dialects } from '../../vmstate/dialect.ts';
import { big32, contents, little64, memoryOf, vmsd } from './testing/device.ts';
import { saved, verdict } from './testing/run.ts';

const device = vmsd([{ name: 't', size: 48, info: 'timer' }]);
const rest = 'cd'.repeat(40);

test.each(dialects)('a timer is the time when it expires, or -1 (%s)', (dialect) => {
  expect(saved(dialect, device, memoryOf(little64, [`0807060504030201${rest}`]))).toBe('0102030405060708');
  expect(saved(dialect, device, memoryOf(big32, [`0102030405060708${rest}`]))).toBe('0102030405060708');
  for (const idle of ['ffffffffffffffff', 'feffffffffffffff', '0000000000000080']) {
    expect(saved(dialect, device, memoryOf(little64, [`${idle}${rest}`]))).toBe('ffffffffffffffff');
  }
});

test.each(dialects)('a load sets it, stops it, or lets it expire at once (%s)', (dialect) => {
  for (const [wire, expiry] of [
    ['0102030405060708', '0807060504030201'],
    ['ffffffffffffffff', 'ffffffffffffffff'],
    ['fffffffffffffffe', '0000000000000000'],
    ['8000000000000000', '0000000000000000'],
    ['7fffffffffffffff', 'ffffffffffffff7f'],
  ] as const) {
    const into = memoryOf(little64, [`1111111111111111${rest}`]);
    expect(verdict(dialect, device, into, `${wire} ee`)).toBe('ok 8 0');
    expect(contents(into)).toEqual([`${expiry}${rest}`]);
  }
});
