import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { lawsOfReleases } from '../spec/laws/index.ts';
import { firstViolation } from './first-violation.ts';
import { runCampaign } from './run.ts';

const options = { dialect: 'qemu-11.1', seed: 1, runs: 200, laws: lawsOfReleases } as const;

describe('firstViolation', () => {
  it('finds the run in which a campaign fails first', async () => {
    const faulty = faultyEngines.find(({ id }) => id === 'uint32-little-endian');
    if (faulty === undefined) throw new Error('the fixture is broken');
    const { first } = await firstViolation({ ...options, engine: faulty.create('qemu-11.1') });
    const { laws } = await runCampaign({ ...options, runs: 5, engine: faulty.create('qemu-11.1') });
    const runs = laws.flatMap(({ failure }) => (failure === null ? [] : [failure.run]));
    expect(first?.run).toBe(Math.min(...runs));
  });

  it('finds none where none fails, and says how many cases that were', async () => {
    const engine = createReferenceEngine({ dialect: 'qemu-11.1' });
    const chase = await firstViolation({ ...options, engine });
    expect(chase).toMatchObject({ first: null, cases: 200 });
    const { laws } = await runCampaign({ ...options, engine });
    expect(chase.judged).toBe(laws.reduce((sum, { verdicts }) => sum + verdicts.conform, 0));
    const short = await firstViolation({ ...options, runs: 1_000_000, engine, limits: { time: 200 } });
    expect(short.first).toBeNull();
    expect(short.cases).toBeLessThan(1_000_000);
  });
});
