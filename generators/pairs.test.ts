import { expect, test } from 'vitest';
import { Draw } from '../random/draw.ts';
import { structsOf, type StructShape } from '../vmstate/model/model.ts';
import { someCases } from './cases.test-help.ts';
import { successorsOf } from './pairs.ts';

function nestedVersions({ members }: StructShape): number[] {
  return members.flatMap(({ element }) => structsOf(element).map(({ version }) => version));
}

test('a pair can differ in the version of a nested struct alone', () => {
  const pairs = someCases(300).map(({ model: old }, seed) => ({ old, ...successorsOf(old, new Draw(seed, 1)) }));
  const bumped = pairs.filter(({ kind }) => kind === 'nested');
  expect(bumped.length).toBeGreaterThan(10);
  for (const { old, model: newer } of bumped) {
    expect(newer.shape.version).toBe(old.shape.version);
    const before = nestedVersions(old.shape);
    const changes = nestedVersions(newer.shape).map((version, i) => version - (before[i] ?? 0));
    expect(changes.filter((change) => change !== 0)).toEqual([1]);
  }
});
