import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { excusesOf, notCounted } from './excuses.ts';

const all = ['vmstate.c', 'vmstate-types.c'].flatMap(excusesOf);

it('refers to findings that are there', () => {
  const named = all.flatMap(({ why }) => why.match(/docs\/findings\/[\w-]+\.md/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

it('is keyed by names, not by pieces of code', () => {
  expect(all.flatMap(({ words }) => words).filter((word) => !/^\w+$/.test(word))).toEqual([]);
});

it('leaves out descriptors and nothing else', () => {
  expect(['load_fd', 'save_fd', 'get_fd', 'put_fd'].every((name) => notCounted.test(name))).toBe(true);
  expect(notCounted.test('load_fdt')).toBe(false);
});

it('has no excuse for a file that it does not know', () => {
  expect(excusesOf('savevm.c')).toEqual([]);
});
