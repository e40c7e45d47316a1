import { expect, test } from 'vitest';
import { Draw } from './draw.ts';

function numbers(draw: Draw): number[] {
  return Array.from({ length: 20 }, () => draw.bits());
}

test('a seed decides every number', () => {
  expect(numbers(new Draw(7))).toEqual(numbers(new Draw(7)));
  expect(numbers(new Draw(7))).not.toEqual(numbers(new Draw(8)));
});

test('streams of one seed are independent', () => {
  expect(numbers(new Draw(7, 1))).not.toEqual(numbers(new Draw(7, 2)));
});

test.each([1, 2, 7, 65536, 65537, 2 ** 32])('below(%i) stays below and reaches both halves', (n) => {
  const draw = new Draw(n);
  const drawn = Array.from({ length: 500 }, () => draw.below(n));
  expect(drawn.every((x) => Number.isInteger(x) && x >= 0 && x < n)).toBe(true);
  expect(Math.max(...drawn)).toBeGreaterThanOrEqual(Math.floor(n / 2));
  expect(Math.min(...drawn)).toBeLessThanOrEqual(Math.floor(n / 2));
});

test('between includes both ends', () => {
  const draw = new Draw(3);
  expect(new Set(Array.from({ length: 200 }, () => draw.between(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
});

test('chance is about what it says', () => {
  const draw = new Draw(4);
  const share = (percent: number): number =>
    Array.from({ length: 20_000 }, () => draw.chance(percent)).filter(Boolean).length / 200;
  expect(share(0)).toBe(0);
  expect(share(100)).toBe(100);
  expect(share(30)).toBeGreaterThan(28);
  expect(share(30)).toBeLessThan(32);
});
