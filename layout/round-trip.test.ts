import { describe, expect, it, test } from 'vitest';
import { dialects } from '../vmstate/dialect.ts';
import { UNTOUCHED } from '../vmstate/model/model.ts';
import { someCases } from '../generators/cases.test-help.ts';
import { caseOf, everything, hosts, values } from './language.test-help.ts';
import { layout, memoryAfterLoad } from './layout.ts';
import { loadOf, loadedValues, meaningOf } from './meaning.test-help.ts';
import { ABSENT, readBack } from './read-back.test-help.ts';

describe.each(hosts)('one of everything on %s', (_, abi) => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed);

  it('the source means what the model means', () => {
    for (const seed of seeds) {
      const { plan, source } = layout(caseOf(everything, abi, seed));
      expect(readBack(source, plan.description, source.blocks[0]?.start ?? 0)).toEqual(meaningOf(plan, values));
    }
  });

  it('a destination into which the same values are loaded means it too', () => {
    for (const seed of seeds) {
      const { plan, destination } = layout(caseOf(everything, abi, seed));
      const after = memoryAfterLoad(plan, destination, loadOf(plan, values));
      expect(readBack(after, plan.description, after.blocks[0]?.start ?? 0)).toEqual(meaningOf(plan, values));
    }
  });
});

it('absent parts differ from present ones', () => {
  const { plan } = layout(caseOf(everything, { pointerSize: 8, byteOrder: 'little' }));
  const meaning = meaningOf(plan, values);
  const names = plan.description.fields.map(({ name }) => name);
  expect(names.filter((_, i) => meaning[i] === ABSENT)).toEqual(['gone', 'late']);
  expect(meaning.slice(names.length).map((one) => one === ABSENT)).toEqual([false, true]);
  expect(loadedValues(plan, values).filter((value) => value === UNTOUCHED)).toHaveLength(5);
});

test.each(dialects)('whatever is drawn for %s: the source means the model, and so does what is loaded', (dialect) => {
  for (const of of someCases(150, dialect)) {
    const { plan, source, destination } = layout(of);
    const meaning = meaningOf(plan, of.model.values);
    expect(readBack(source, plan.description, source.blocks[0]?.start ?? 0, dialect)).toEqual(meaning);
    const after = memoryAfterLoad(plan, destination, loadOf(plan, of.model.values));
    expect(readBack(after, plan.description, after.blocks[0]?.start ?? 0, dialect)).toEqual(meaning);
  }
});
