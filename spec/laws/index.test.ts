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

test('the schedule is that of `npm run bench schedule`: another one changes what a seed finds', () => {
  const schedule = Object.fromEntries(allLaws.filter(({ every }) => every > 1).map(({ id, every }) => [id, every]));
  expect(schedule).toEqual({
    'save/measure': 4,
    'save/vmdesc': 8,
    'save/hooks': 8,
    'save/objects': 8,
    'save/failing-hook': 4,
    'save/failing-info': 2,
    'save/frame': 4,
    'save/determinism': 4,
    'save/abort': 8,
    'save/overlay': 8,
    'save/no-tree': 4,
    'save/slots-of-bytes': 2,
    'load/hooks': 32,
    'load/objects': 8,
    'load/failing-hook': 8,
    'load/failing-info': 4,
    'load/again': 16,
    'load/after-failure': 32,
    'load/after-error': 4,
    'load/version': 4,
    'load/older-version': 8,
    'load/lenient': 2,
    'load/tree-order': 4,
    'load/no-tree': 4,
    'load/slots-of-bytes': 2,
    'load/truncated': 4,
    'load/message': 2,
    'load/chunked': 8,
    'load/altered': 2,
    'load/absent': 32,
    'load/abort': 8,
    'load/checked': 2,
    'load/oversized': 4,
    'load/overlay': 4,
    'load/unknown-subsection': 32,
    'load/subsections': 2,
    'pair/forward': 32,
    'pair/backward': 32,
    'equivalence/pointer': 32,
    'equivalence/varray': 16,
    'equivalence/flatten': 2,
    'equivalence/array-of-pointer': 4,
    'equivalence/array-of-pointer-size': 16,
    'promise/vmdesc': 32,
    'promise/chunked': 16,
  });
});
