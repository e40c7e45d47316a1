import { expect, test } from 'vitest';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { someCases } from '../generators/cases.test-help.ts';
import { saveOutcome } from '../oracle/save/outcome.ts';
import { dialects } from '../vmstate/dialect.ts';
import { cloneMemory, writePointer } from '../vmstate/host/memory.ts';
import { layoutSource } from './layout.ts';
import { requiredPointers } from './required-pointers.ts';

test.each(dialects)('without any one of them a save in %s does not get through', (dialect) => {
  const engine = createReferenceEngine({ dialect });
  let found = 0;
  for (const { model, ...of } of someCases(60, dialect)) {
    if (saveOutcome(model, dialect).verdict !== 'ok') continue;
    const { plan, source } = layoutSource({ model, ...of });
    for (const { at, to } of requiredPointers(plan, model.values, { memory: source, loading: false })) {
      const memory = cloneMemory(source);
      writePointer(memory, at, null);
      const answer = engine.save({ description: plan.description, memory, measure: false, returnMemory: false });
      expect(answer.status === 'error' ? answer.message : answer.status).toContain(
        to === 'elements' ? 'NULL pointer to' : 'through NULL',
      );
      found++;
    }
  }
  expect(found).toBeGreaterThan(100);
});
