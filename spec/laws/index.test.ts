import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allLaws, lawsOfReleases, selectLaws } from './index.ts';

test.each(allLaws.map(({ id }) => id))('%s is in the file of its name', (id) => {
  expect(existsSync(new URL(`./${id}.ts`, import.meta.url))).toBe(true);
});

test('no two laws have one id', () => {
  expect(new Set(allLaws.map(({ id }) => id)).size).toBe(allLaws.length);
});

test('the promises are the laws that releases are known to break', () => {
  const promises = allLaws.filter((law) => !lawsOfReleases.includes(law)).map(({ id }) => id);
  expect(promises).toEqual(['promise/round-trip', 'promise/vmdesc', 'promise/chunked', 'promise/post-save']);
});

test('globs select laws', () => {
  expect(selectLaws(['pair/*', 'save/bytes']).map(({ id }) => id)).toEqual([
    'save/bytes',
    'pair/forward',
    'pair/backward',
  ]);
  expect(selectLaws([])).toEqual(allLaws);
});
