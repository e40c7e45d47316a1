import { expect, it } from 'vitest';
import { differingEntries, entryDifference } from './vmdesc-differences.ts';

const wanted =
  '{"vmsd_name":"d","version":1,"fields":[{"name":"a","size":1},{"name":"s","struct":{"fields":[{"name":"b"}]}}]}';

function vmdescDifferences(expected: string, received: string): unknown {
  return differingEntries(expected, received)?.map(entryDifference) ?? null;
}

it('finds the entries that differ, are missing or are too many', () => {
  expect(vmdescDifferences(wanted, wanted)).toEqual([]);
  expect(vmdescDifferences(wanted, wanted.replace('"size":1', '"size":2'))).toEqual([
    { entry: 'fields[0]', received: 'name "a", size 2', expected: 'name "a", size 1' },
  ]);
  expect(vmdescDifferences(wanted, wanted.replace('[{"name":"b"}]', '[]'))).toEqual([
    { entry: 'fields[1].struct.fields[0]', received: null, expected: 'name "b"' },
  ]);
  expect(vmdescDifferences(wanted.replace('[{"name":"b"}]', '[]'), wanted)).toMatchObject([{ expected: null }]);
});

it('says nothing of what is no JSON', () => {
  expect(vmdescDifferences(wanted, '{')).toBeNull();
});
