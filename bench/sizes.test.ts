import { expect, it } from 'vitest';
import { evaluate } from '../campaign/evaluate.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { isViolation, type LawOutcome } from '../spec/law.ts';
import { allLaws } from '../spec/laws/index.ts';
import { nested } from './sizes.ts';

it('judges 500 structs in one another by all laws: the stack has room for five times what a file may hold', async () => {
  const deep = nested(500);
  const outcomes: LawOutcome[] = [];
  await evaluate(deep, { engine: createReferenceEngine({ dialect: deep.dialect }), laws: allLaws }, 0, (_, outcome) =>
    outcomes.push(outcome),
  );
  expect(outcomes).toHaveLength(allLaws.length);
  expect(outcomes.filter((outcome) => outcome === null).length).toBeGreaterThan(20);
  expect(outcomes.filter(isViolation)).toEqual([]);
});
