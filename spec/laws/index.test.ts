import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { laws, lawsOfReleases, selectLaws } from './index.ts';

test.each(laws.map(({ id }) => id))('%s is in the file of its name', (id) => {
  expect(existsSync(new URL(`./${id}.ts`, import.meta.url))).toBe(true);
});

test('no two laws have one id', () => {
  expect(new Set(laws.map(({ id }) => id)).size).toBe(laws.length);
});

test('the promises are the laws that releases are known to break', () => {
  const promises = laws.filter((law) => !lawsOfReleases.includes(law)).map(({ id }) => id);
  expect(promises).toEqual(['promise/round-trip', 'promise/vmdesc', 'promise/chunked']);
});

test('globs select laws', () => {
  expect(selectLaws(['pair/*', 'save/bytes']).map(({ id }) => id)).toEqual([
    'save/bytes',
    'pair/forward',
    'pair/backward',
  ]);
  expect(selectLaws([])).toEqual(laws);
});
