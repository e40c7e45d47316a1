import { expect, test } from 'vitest';
import { someCases } from '../../generators/cases.test-help.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import { countFields, withAbsent } from './absent.ts';

/** The version of its test. */
const NEVER = '"from":2147483647';

test('each field can be the one that is absent, at any depth', () => {
  for (const { model } of someCases(20)) {
    const n = countFields(model.shape);
    const changed = Array.from({ length: n }, (_, pick) => JSON.stringify(withAbsent(model.shape, pick)));
    expect(new Set(changed).size).toBe(n);
    for (const text of changed) expect(text.split(NEVER)).toHaveLength(2);
  }
});

test('a save that comes to one is the end of the release', () => {
  const verdicts = someCases(60).map(({ model, dialect, seed }) => {
    const shape = withAbsent(model.shape, seed % Math.max(1, countFields(model.shape)));
    return saveOutcome({ ...model, shape }, dialect).verdict;
  });
  expect(verdicts.filter((verdict) => verdict === 'undefined').length).toBeGreaterThan(20);
});
