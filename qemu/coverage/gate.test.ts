import { describe, expect, it } from 'vitest';
import { gateFaults } from './gate.ts';
import type { CoverageSummary } from './summary.ts';

const summary: CoverageSummary = {
  file: 'f.c',
  lines: 100,
  reached: 97,
  branches: 200,
  taken: 180,
  missed: [],
  leftOut: 0,
  stale: [],
};
const gate = { lines: 97, branches: 90 };

describe('faultsOf', () => {
  it('finds none at the gate', () => {
    expect(gateFaults(summary, gate)).toEqual([]);
  });

  it('finds figures below the gate, however near', () => {
    expect(gateFaults({ ...summary, lines: 101, taken: 179 }, gate)).toEqual([
      'f.c: 97 of 101 lines are reached, fewer than 97 %',
      'f.c: 179 of 200 branches are taken, fewer than 90 %',
    ]);
  });

  it('finds lines without an explanation, and lets branches without one be', () => {
    const missed: CoverageSummary['missed'] = [
      {
        places: [
          { function: 'a', lines: [1, 2], forks: [0] },
          { function: 'b', lines: [], forks: [9] },
          { function: 'c', lines: [12], forks: [] },
        ],
        why: null,
      },
      { places: [{ function: 'd', lines: [20], forks: [] }], why: 'dead' },
    ];
    expect(gateFaults({ ...summary, missed }, gate)).toEqual([
      'f.c: lines are not reached and not explained: a (1-2), c (12)',
    ]);
    expect(gateFaults({ ...summary, missed: missed.slice(1) }, gate)).toEqual([]);
  });

  it('finds stale excuses', () => {
    expect(gateFaults({ ...summary, stale: ['the excuse for a b is for code that is reached'] }, gate)).toEqual([
      'f.c: the excuse for a b is for code that is reached',
    ]);
  });
});
