import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { dialects, type Dialect } from '../vmstate/dialect.ts';
import type { Case } from '../vmstate/case/case.ts';
import { someCases } from './cases.test-help.ts';
import { layout } from '../layout/layout.ts';

/*
 * Seeds stand for cases: in bug reports, in CI logs. A change of the generators
 * that moves them is sometimes right but never by accident; it shows here as a
 * diff to review (npx vitest run generators/no-regression -u).
 */
test.each(dialects)('the first cases of a seed stay what they are in %s', (dialect) => {
  expect(
    someCases(3, dialect).map((of) => ({ seed: of.seed, case: hash(of), layout: layoutHash(of) })),
  ).toMatchSnapshot();
});

test('the hash sees a change', () => {
  const hashes = (dialect: Dialect): string[] => someCases(50, dialect).map(hash);
  expect(new Set(hashes('qemu-11.1')).size).toBe(50);
});

function hash(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? `${part}n` : part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function layoutHash(of: Case): string {
  const { plan, source, destination } = layout(of);
  const contents = [source, destination].map(({ bytes, used, blocks }) => ({ bytes: bytes.subarray(0, used), blocks }));
  return hash({ description: plan.description, contents });
}

test('a layout is the same whatever was laid out before it', () => {
  const cases = someCases(40, 'qemu-11.1');
  const first = cases.map(layoutHash);
  expect(cases.toReversed().map(layoutHash).toReversed()).toEqual(first);
});
