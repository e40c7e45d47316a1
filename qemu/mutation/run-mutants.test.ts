import { expect, it } from 'vitest';
import { sampleOf } from './run-mutants.ts';
import { summarizeMutants } from './summary.ts';
import type { JudgedMutant } from './outcome.ts';

it('a sample is the same for the same seed, in the order of the whole, and no larger than it', () => {
  const all = Array.from({ length: 500 }, (_, at) => at);
  const sample = sampleOf(all, 60, 1);
  expect(sample).toHaveLength(60);
  expect(sampleOf(all, 60, 1)).toEqual(sample);
  expect(sampleOf(all, 60, 2)).not.toEqual(sample);
  expect(sample).toEqual([...sample].sort((a, b) => a - b));
  // Spread: from each fifth some.
  for (let part = 0; part < 5; part++) expect(sample.some((at) => Math.floor(at / 100) === part)).toBe(true);
  expect(sampleOf(all, 1000, 1)).toEqual(all);
});

it('a summary counts by function and law, and the cases to the kill', () => {
  const mutant = (id: string): JudgedMutant['mutant'] => ({
    id,
    function: '',
    operator: '',
    line: 1,
    start: 0,
    end: 1,
    replacement: '',
  });
  const killedAt = (cases: number): JudgedMutant['outcome'] => ({
    status: 'killed',
    law: 'save/bytes',
    rule: 'VMS-WIRE-1',
    verdict: 'nonconform',
    cases,
  });
  const summary = summarizeMutants([
    ...[1, 2, 3, 40].map((cases) => ({ mutant: mutant('a.c:f:bits:1'), change: '', outcome: killedAt(cases) })),
    { mutant: mutant('a.c:g:bits:1'), change: '', outcome: { status: 'survived', cases: 100 } },
    { mutant: mutant('a.c:g:bits:2'), change: '', outcome: { status: 'same code' } },
  ]);
  expect(summary.total).toEqual({ killed: 4, survived: 1, other: 1 });
  expect([...summary.functions]).toEqual([
    ['a.c f', { killed: 4, survived: 0, other: 0 }],
    ['a.c g', { killed: 0, survived: 1, other: 1 }],
  ]);
  expect(summary.laws).toEqual([['save/bytes', 4]]);
  expect(summary.cases).toEqual({ median: 3, p90: 40, max: 40 });
});
