import { expect, test } from 'vitest';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { faultyEngines } from './registry.ts';
import { behaviourOf } from './testing/behaviour.ts';
import { specimensOf } from './testing/specimens.ts';

/** Of every specimen of a dialect, what the reference engine lets one see: the same for all faults. */
const known = new Map<Dialect, readonly string[]>();

function rightBehaviours(dialect: Dialect): readonly string[] {
  const found = known.get(dialect) ?? behaviours(dialect);
  known.set(dialect, found);
  return found;
}

function behaviours(dialect: Dialect): string[] {
  const right = createReferenceEngine({ dialect });
  return specimensOf(dialect).map((specimen) => behaviourOf(right, right, specimen));
}

/** Whether an engine does anything else than the reference engine with any of the specimens. */
function differs(dialect: Dialect, wrong: ReturnType<typeof createReferenceEngine>): boolean {
  const right = createReferenceEngine({ dialect });
  const expected = rightBehaviours(dialect);
  return specimensOf(dialect).some((specimen, i) => behaviourOf(wrong, right, specimen) !== expected[i]);
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
  expect(behaviours(dialect)).toEqual(rightBehaviours(dialect));
});

const cases = faultyEngines.flatMap((engine) => engine.dialects.map((dialect) => ({ id: engine.id, dialect, engine })));

test.each(cases)('$id differs from the reference engine of $dialect', ({ dialect, engine }) => {
  expect(differs(dialect, engine.create(dialect))).toBe(true);
});

test.each(cases)('$id of $dialect says its name', async ({ id, dialect, engine }) => {
  const made = engine.create(dialect);
  expect(made.hello).toMatchObject({ name: id, dialect });
  await made.close();
});
