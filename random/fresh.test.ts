import { expect, it } from 'vitest';
import { freshName, freshSeed } from './fresh.ts';

const many = Array.from({ length: 1000 });

it('makes 32-bit seeds of both signs', () => {
  const seeds = many.map(freshSeed);
  expect(seeds.every((seed) => seed === (seed | 0))).toBe(true);
  expect(new Set(seeds).size).toBeGreaterThan(990);
  expect(seeds.some((seed) => seed < 0) && seeds.some((seed) => seed > 0)).toBe(true);
});

it('makes names that a file can have, each once', () => {
  const names = many.map(freshName);
  expect(names.every((name) => /^[0-9a-z]+-[0-9a-z]+$/.test(name))).toBe(true);
  expect(new Set(names).size).toBe(1000);
});
