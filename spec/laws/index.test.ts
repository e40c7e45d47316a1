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

test('the schedule follows from what `npm run bench schedule` measures: another one changes what a seed finds', () => {
  const schedule = Object.fromEntries(allLaws.filter(({ every }) => every > 1).map(({ id, every }) => [id, every]));
  expect(schedule).toEqual({
    'save/measure': 4,
    'save/vmdesc': 16,
    'save/hooks': 16,
    'save/objects': 16,
    'save/failing-hook': 8,
    'save/failing-info': 4,
    'save/frame': 8,
    'save/determinism': 8,
    'save/message': 4,
    'save/abort': 8,
    'save/overlay': 16,
    'save/no-tree': 8,
    'save/slots-of-bytes': 2,
    'load/hooks': 32,
    'load/objects': 16,
    'load/failing-hook': 16,
    'load/failing-info': 4,
    'load/again': 32,
    'load/after-failure': 32,
    'load/after-error': 16,
    'load/version': 4,
    'load/older-version': 16,
    'load/lenient': 4,
    'load/tree-order': 8,
    'load/no-tree': 16,
    'load/slots-of-bytes': 2,
    'load/truncated': 4,
    'load/message': 8,
    'load/chunked': 16,
    'load/altered': 4,
    'load/absent': 32,
    'load/abort': 8,
    'load/checked': 4,
    'load/oversized': 2,
    'load/overlay': 16,
    'load/unknown-subsection': 32,
    'pair/forward': 32,
    'pair/backward': 32,
    'equivalence/pointer': 32,
    'equivalence/varray': 16,
    'equivalence/flatten': 8,
    'equivalence/array-of-pointer': 8,
    'equivalence/array-of-pointer-size': 16,
    'promise/vmdesc': 32,
    'promise/chunked': 16,
  });
});
