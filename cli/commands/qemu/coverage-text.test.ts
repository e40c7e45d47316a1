import { expect, it } from 'vitest';
import { coverageText, percent } from './coverage-text.ts';

it('says what was reached, and why the rest was not', () => {
  const text = coverageText([
    {
      file: 'f.c',
      lines: 40,
      reached: 39,
      branches: 0,
      taken: 0,
      leftOut: 12,
      stale: [],
      missed: [
        {
          places: [
            { function: 'save', lines: [5, 6], forks: [4] },
            { function: 'load', lines: [], forks: [7, 9] },
          ],
          why: 'it never fails',
        },
        { places: [{ function: 'name', lines: [8], forks: [] }], why: null },
      ],
    },
    { file: 'g.c', lines: 1, reached: 1, branches: 2, taken: 2, missed: [], leftOut: 0, stale: [] },
  ]);
  expect(
    text
      .split('\n')
      .slice(0, 3)
      .map((line) => line.trim().split(/ {2,}/)),
  ).toEqual([
    ['file', 'lines', 'reached', 'branches', 'taken'],
    ['f.c', '40', '39', '97.5 %', '0', '0', '-'],
    ['g.c', '1', '1', '100.0 %', '2', '2', '100.0 %'],
  ]);
  expect(text.split('\n').slice(4)).toEqual([
    'f.c: not reached',
    '  save (5-6, branches of 4), load (branches of 7, 9)',
    '    it never fails',
    '  name (8)',
    '    not explained',
    '  12 lines of functions that cannot be driven alone are not counted',
    '',
    'g.c: all was reached',
  ]);
});

it('rounds', () => {
  expect(percent(1, 3)).toBe('33.3 %');
});
