import { expect, it } from 'vitest';
import { allLaws } from '../../spec/laws/index.ts';
import { addsToDevice, isDerived } from './law-kinds.ts';

it('knows laws by the ids that they have', () => {
  const ids = allLaws.map(({ id }) => id);
  const derived = ids.filter(isDerived);
  expect(derived).toEqual(expect.arrayContaining(['save/vmdesc', 'save/abort', 'load/abort']));
  for (const group of ['pair/', 'equivalence/', 'promise/'])
    expect(derived.some((id) => id.startsWith(group))).toBe(true);
  expect(ids.filter(addsToDevice)).toHaveLength(14);
  expect(derived.filter(addsToDevice)).toEqual([]);
});
