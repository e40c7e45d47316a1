import { expect, it } from 'vitest';
import { simulateFleet, type Fleet } from './fleet.ts';

const fleet: Fleet = { workers: 100, chunks: 10_000, inFlight: 1000, judge: 10, serve: 0.0001, gather: 0.001 };

it('keeps all workers busy where nothing else is used up', () => {
  const { seconds, busy, limit } = simulateFleet(fleet);
  expect(limit).toBe('workers');
  expect(busy).toBeGreaterThan(0.97);
  expect(seconds).toBeGreaterThan(1000);
});

it.each([
  ['coordinator', { gather: 0.2 }, 0.5],
  ['server', { serve: 0.2 }, 0.5],
  ['in flight', { inFlight: 25 }, 0.25],
] as const)('is as fast as the %s, if that is the slowest', (what, part, busy) => {
  const run = simulateFleet({ ...fleet, ...part });
  expect(run.limit).toBe(what);
  expect(run.busy).toBeGreaterThan(busy - 0.02);
  expect(run.busy).toBeLessThan(busy + 0.02);
});
