import { expect, it } from 'vitest';
import { differingEntries } from '../differences/vmdesc-differences.ts';
import { ruleOfVmdesc } from './rule-of-vmdesc.ts';

const vmdesc =
  '{"vmsd_name":"d","version":1,"fields":[{"name":"a","type":"uint8","size":1},' +
  '{"name":"p","array_len":2,"type":"uint8","size":1},{"name":"p","type":"ptr-marker","size":1},' +
  '{"name":"m","index":0,"type":"struct","struct":{"vmsd_name":"s","fields":[]},"size":4},{"name":"z","type":"uint8","size":1}]}';

function rule(from: string, to: string): string {
  const received = vmdesc.replace(from, to);
  expect(received).not.toBe(vmdesc);
  return ruleOfVmdesc(vmdesc, received, differingEntries(vmdesc, received)?.[0] ?? null);
}

it.each([
  ['how many elements share an entry', '"array_len":2', '"array_len":3', 'VMS-DESC-2'],
  ['which element an entry is of', '"index":0,', '', 'VMS-DESC-2'],
  ['a marker without its type', 'ptr-marker', 'uint8', 'VMS-DESC-2'],
  [
    'an entry of an array too many',
    '{"name":"z"',
    '{"name":"m","index":1,"type":"struct","size":4},{"name":"z"',
    'VMS-DESC-2',
  ],
  [
    'an entry of an array too many, without its number',
    '{"name":"z"',
    '{"name":"m","type":"struct","size":4},{"name":"z"',
    'VMS-DESC-2',
  ],
  ['another name of an array', '"name":"p","array_len":2', '"name":"q","array_len":2', 'VMS-DESC-1'],
  [
    'an array that is left out',
    '{"name":"m","index":0,"type":"struct","struct":{"vmsd_name":"s","fields":[]},"size":4},',
    '',
    'VMS-DESC-1',
  ],
  [
    'an array and all behind it that is left out',
    ',{"name":"m","index":0,"type":"struct","struct":{"vmsd_name":"s","fields":[]},"size":4},{"name":"z","type":"uint8","size":1}',
    '',
    'VMS-DESC-1',
  ],
  ['a number before an array that is left out', '{"name":"a","type":"uint8","size":1},', '', 'VMS-DESC-1'],
  [
    'another type of an array, and another count',
    '"array_len":2,"type":"uint8"',
    '"array_len":3,"type":"uint16"',
    'VMS-DESC-1',
  ],
  ['a field too few', ',{"name":"z","type":"uint8","size":1}', '', 'VMS-DESC-1'],
  [
    'the type of a field, though arrays follow',
    '"name":"a","type":"uint8"',
    '"name":"a","type":"uint16"',
    'VMS-DESC-1',
  ],
  ['a struct without its fields', ',"struct":{"vmsd_name":"s","fields":[]}', '', 'VMS-DESC-1'],
  ['the size of an element', '"size":4', '"size":5', 'VMS-DESC-1'],
  ['the number in the name of an array', '"name":"m"', '"name":"m[0]"', 'VMS-DESC-1'],
  ['the order of members', '"vmsd_name":"d","version":1', '"version":1,"vmsd_name":"d"', 'VMS-DESC-1'],
  ['how a name is escaped', '"name":"z"', '"name":"\\u00e9z"', 'VMS-DESC-3'],
])('tells the rule of %s', (_, from, to, expected) => {
  expect(rule(from, to)).toBe(expected);
});

it('tells arrays by the text where an entry has members twice, as that of a list', () => {
  const list = (first: string): string =>
    `{"vmsd_name":"d","version":1,"fields":[{"name":"q","type":"qlist","vmsd_name":"e","fields":[${first}],` +
    `"vmsd_name":"e","fields":[{"name":"a","type":"uint8","size":1}],"size":3}]}`;
  const array = list('{"name":"p","array_len":2,"type":"uint8","size":1}');
  expect(ruleOfVmdesc(array, array.replace('"array_len":2', '"array_len":3'), null)).toBe('VMS-DESC-2');
  const plainOnly = list('{"name":"p","type":"uint8","size":1}');
  expect(ruleOfVmdesc(plainOnly, plainOnly.replace('uint8', 'int8'), null)).toBe('VMS-DESC-1');
});
