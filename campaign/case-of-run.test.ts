import { expect, it } from 'vitest';
import { longs } from '../generators/long.ts';
import { allLaws } from '../spec/laws/index.ts';
import { rarityIn } from './case-of-run.ts';
import { ENOUGH_CASES } from './coverage/thresholds.ts';

const rarities = [...longs, 'odd name'] as const;

/** Runs of a campaign of the length that thresholds judge, wherever it begins. */
function runsWith(rarity: (typeof rarities)[number], first: number): number[] {
  return Array.from({ length: ENOUGH_CASES }, (_, i) => first + i).filter((run) => rarityIn(run) === rarity);
}

it.each([0, 777, 123_456])('every law is due in a case with each kind of rarity, from run %i on', (first) => {
  const unmet = rarities.flatMap((rarity) => {
    const runs = runsWith(rarity, first);
    return allLaws.filter(({ every }) => !runs.some((run) => run % every === 0)).map(({ id }) => `${id}: ${rarity}`);
  });
  expect(unmet).toEqual([]);
});

it('rarities stay rare', () => {
  for (const long of longs) expect(runsWith(long, 0).length).toBeLessThanOrEqual(2);
  expect(runsWith('odd name', 0).length).toBeLessThan(ENOUGH_CASES / 100);
});

it('something is very long at the same runs as ever: another offset changes what a seed finds', () => {
  const runs = Array.from({ length: ENOUGH_CASES }, (_, run) => run);
  const longRuns = runs.filter((run) => longs.some((long) => rarityIn(run) === long));
  expect(longRuns).toEqual([704, 2112, 3520, 4928, 6336, 7744, 9152]);
  expect(longRuns.map((run) => rarityIn(run))).toEqual(longs);
});
