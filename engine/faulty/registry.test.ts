import { expect, test } from 'vitest';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { createReferenceEngine } from '../reference/create.ts';
import { faultyEngines } from './registry.ts';
import { behaviourOf } from './testing/behaviour.ts';
import { specimensOf } from './testing/specimens.ts';

function different(dialect: Dialect, create: (dialect: Dialect) => ReturnType<typeof createReferenceEngine>): number {
  const right = createReferenceEngine({ dialect });
  const wrong = create(dialect);
  return specimensOf(dialect).filter(
    (specimen) => behaviourOf(wrong, right, specimen) !== behaviourOf(right, right, specimen),
  ).length;
}

test('ids are kebab-case and unique', () => {
  const ids = faultyEngines.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('every fault says what it breaks and where', () => {
  for (const { breaks, dialects: where } of faultyEngines) {
    expect(breaks).toMatch(/^\w.*\.$/);
    expect(where.length).toBeGreaterThan(0);
  }
});

test.each(dialects)('the reference engine of %s does not differ from itself', (dialect) => {
  expect(different(dialect, () => createReferenceEngine({ dialect }))).toBe(0);
});

const cases = faultyEngines.flatMap((engine) =>
  engine.dialects.map((dialect) => ({ id: engine.id, dialect, engine })),
);

test.each(cases)('$id differs from the reference engine of $dialect', ({ dialect, engine }) => {
  expect(different(dialect, (chosen) => engine.create(chosen))).toBeGreaterThan(0);
});

test.each(cases)('$id of $dialect says its name', async ({ id, dialect, engine }) => {
  const made = engine.create(dialect);
  expect(made.hello).toMatchObject({ name: id, dialect });
  await made.close();
});
