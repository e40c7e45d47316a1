import { expect, test } from 'vitest';
import { heldAgainstRelease, type LintTrial } from './held-against-release.ts';

const trial: Omit<LintTrial, 'check'> = { dialect: 'qemu-11.1', pointerSize: 8, runs: 400, seed: 1 };

test('a release that asserts nothing differs wherever lint refuses, in every check of it', async () => {
  const { refused, differences } = await heldAgainstRelease({ ...trial, check: () => Promise.resolve(null) });
  expect(refused).toBe(0);
  const ids = new Set(differences.flatMap(({ lint }) => lint.map((text) => text.split(' ')[0])));
  expect([...ids].toSorted()).toEqual([
    'auto-alloc-alone',
    'auto-alloc-size',
    'slot-size',
    'slots-without-array',
    'subsection-name',
  ]);
});

test('a release that asserts everything differs wherever lint refuses nothing', async () => {
  const { refused, differences } = await heldAgainstRelease({ ...trial, check: () => Promise.resolve('no') });
  expect(refused).toBe(trial.runs);
  expect(differences.length).toBeGreaterThan(trial.runs / 5);
  expect(differences.every(({ lint }) => lint.length === 0)).toBe(true);
});
