import { expect, it } from 'vitest';
import { changeSince, figureRows, timeFigure, type MeasuredRelease } from './figure.ts';

const release: MeasuredRelease = {
  version: '1',
  node: 'v20',
  figures: [
    { name: 'a', value: 2, unit: 's', inB: 100 },
    { name: 'n', value: 4, unit: 'cases' },
  ],
};

it('compares times by their ratios to B, so that another machine does not count', () => {
  expect(changeSince(release, timeFigure('a', 4, 's', 0.04))).toBeCloseTo(1);
  expect(changeSince(release, { name: 'n', value: 2, unit: 'cases' })).toBe(0.5);
  expect(changeSince(release, { name: 'new', value: 2, unit: 'cases' })).toBeNull();
});

it('prints three digits that count', () => {
  const figures = [timeFigure('a', 0.0012345, 'ms', 1e-5), { name: 'n', value: 1234, unit: 'cases' } as const];
  expect(figureRows(figures, null)).toEqual([
    ['a', '1.23 ms', '123', ''],
    ['n', '1234 cases', '', ''],
  ]);
});
