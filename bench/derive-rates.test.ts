import { expect, it } from 'vitest';
import { casesToKill, costOf, deriveRates, killAt } from './derive-rates.ts';
import type { Kills } from './kills.ts';

function kills(engine: string, runs: Readonly<Record<string, readonly number[]>>): Kills {
  return { engine, seed: 1, runs: new Map(Object.entries(runs)) };
}

const early = kills('early', { always: [3], cheap: [1, 3] });
const cheap = kills('cheap', { cheap: [5, 40, 64] });
const dear = kills('dear', { dear: [7, 8, 96] });
const costs = new Map([
  ['cheap', 1],
  ['dear', 50],
  ['idle', 1],
]);

it('finds the first run in which a law is due that names a right rule', () => {
  expect(killAt(cheap, new Map([['cheap', 8]]))).toBe(40);
  expect(killAt(cheap, new Map([['cheap', 32]]))).toBe(64);
  expect(killAt(cheap, new Map([['cheap', 128]]))).toBeNull();
  // A law that is always due has no rate.
  expect(killAt(early, new Map([['cheap', 8]]))).toBe(3);
});

it('sorts cases to the kill, those that were missed last', () => {
  const rates = new Map([
    ['cheap', 128],
    ['dear', 32],
  ]);
  expect(casesToKill([cheap, dear, early], rates)).toEqual([4, 97, null]);
});

it('spends the budget where it saves most, and nothing on what saves nothing', () => {
  const all = [early, cheap, dear];
  const rich = deriveRates({ kills: all, costs, budget: 100, cases: 100 });
  expect(Object.fromEntries(rich)).toEqual({ cheap: 1, dear: 1, idle: 32 });
  const poor = deriveRates({ kills: all, costs, budget: 4, cases: 100 });
  expect(poor.get('cheap')).toBe(1);
  expect(poor.get('dear')).toBe(32);
  expect(costOf(costs, poor)).toBeLessThanOrEqual(4);
});
