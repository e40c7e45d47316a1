import { expect, it } from 'vitest';
import { table } from './table.ts';

it('aligns columns by what a terminal shows, and ends no line in spaces', () => {
  const red = '\u001b[31mred\u001b[39m';
  expect(
    table({
      head: ['name', 'cases'],
      rows: [
        [red, '7'],
        ['設備', '1200'],
      ],
      align: ['left', 'right'],
    }),
  ).toBe(['name  cases', `${red}       7`, '設備   1200'].join('\n'));
});

it('gives a row as many lines as its highest cell', () => {
  expect(table({ head: [], rows: [['a\nbb', 'c'], ['d']], indent: 2 })).toBe('  a   c\n  bb\n  d');
});
