import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { allLaws as laws, selectLaws } from '../spec/laws/index.ts';
import { passes } from './result.ts';
import { runCampaign, runShard } from './run.ts';

const dialect = 'qemu-11.1';
const reference = createReferenceEngine({ dialect });

/** Does not load, and says so by the name of this feature. */
function loadsNothing(feature: string, features = reference.hello.features): Engine {
  return {
    ...reference,
    hello: { ...reference.hello, features },
    save: (request) => reference.save(request),
    load: () => ({ status: 'unsupported', feature }),
  };
}

const options = { dialect, seed: 1, runs: 60, laws, level: 'must' } as const;

describe('features are a promise', () => {
  it('breaks it once, whatever the number of laws: the feature, its cases and the first run', async () => {
    const result = await runCampaign({ ...options, engine: loadsNothing('VMS_ARRAY') });
    expect(result.promises).toEqual([{ feature: 'VMS_ARRAY', cases: 60, run: 0 }]);
    expect(result.laws.every(({ failure }) => failure === null)).toBe(true);
    expect(passes(result)).toBe(false);
  });

  it('finds the same in shards', async () => {
    const engine = loadsNothing('VMS_ARRAY');
    const shard = (firstRun: number, runs: number): ReturnType<typeof runShard> =>
      runShard({ ...options, engine, firstRun, runs });
    const shards = [await shard(20, 40), await shard(0, 20)];
    const result = await runCampaign({ ...options, engine, shards });
    expect(result.promises).toEqual([{ feature: 'VMS_ARRAY', cases: 60, run: 0 }]);
    expect(result.unjudged).toBe(60);
  });

  it('is kept by the reference engine', async () => {
    const result = await runCampaign({ ...options, engine: reference });
    expect([result.promises, result.unjudged, result.shortfalls, passes(result)]).toEqual([[], 0, [], true]);
  });
});

describe('shortfalls', () => {
  it('an engine that leaves cases unjudged does not pass, though it breaks no promise', async () => {
    const result = await runCampaign({ ...options, engine: loadsNothing('op:load') });
    expect(result.promises).toEqual([]);
    expect(result.shortfalls).toEqual([
      "60 of 60 cases could not be judged: the response was 'unsupported'",
      expect.stringMatching(/^laws that could not be judged in any case: load\/verdict/),
    ]);
    expect(passes(result)).toBe(false);
  });

  it('does not mind laws that nobody asked the engine for', async () => {
    const result = await runCampaign({ ...options, engine: loadsNothing('op:load'), laws: selectLaws(['save/bytes']) });
    expect(passes(result)).toBe(true);
  });

  it('holds the engine to required features and laws', async () => {
    const features = reference.hello.features.filter((feature) => feature !== 'op:vmdesc');
    const engine = { ...reference, hello: { ...reference.hello, features } };
    const lenient = await runCampaign({ ...options, engine });
    expect(passes(lenient)).toBe(true);
    const strict = await runCampaign({
      ...options,
      engine,
      require: { features: ['op:vmdesc', 'VMS_ARRAY'], allLaws: true },
    });
    expect(strict.shortfalls).toEqual([
      'the engine does not list op:vmdesc, which is required',
      expect.stringMatching(/^laws that judged no case, and all are required: .*save\/vmdesc/),
    ]);
    expect(passes(strict)).toBe(false);
  });
});
