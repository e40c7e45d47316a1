import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { freshSeed } from '../random/fresh.ts';
import { untestedRules } from '../campaign/coverage/rule-coverage.ts';
import { parseKnownFailing } from '../campaign/known-failing/parse.ts';
import { passes } from '../campaign/result.ts';
import { runCampaign } from '../campaign/run.ts';
import { valuesEngine } from '../campaign/values-engine.test-help.ts';
import { createEngineOf, createReferenceEngine } from '../engine/reference/create.ts';
import { opsOf } from '../engine/reference/dialect-ops.ts';
import { replaceOps } from '../engine/reference/ops.ts';
import { renderCheck } from '../report/terminal/check.ts';
import { dialects } from '../vmstate/dialect.ts';
import { allLaws, lawsOfReleases } from './laws/index.ts';
import { isAboutDialect } from './law.ts';

/**
 * Fixed seeds, so that CI runs are reproducible. In the newest release enough to prove that everything is made;
 * of the others CI makes as many on the real engines.
 */
const FIXED = {
  'qemu-7.2': 1500,
  'qemu-8.2': 1500,
  'qemu-10.0': 1500,
  'qemu-10.2': 4000,
  'qemu-11.1': 10_000,
  'qemu-11.2': 4000,
} as const;
const FIXED_SEED = 20261122;

/** A fresh seed for every run; `VMSTATE_CONFORMANCE_SEED` replays one. */
const given = process.env['VMSTATE_CONFORMANCE_SEED'];
const FRESH = { seed: given === undefined ? freshSeed() : Number(given), runs: 500 };

/** What QEMU promises and no release keeps: the reference engine does as they do. */
const known = parseKnownFailing(
  readFileSync(new URL('./known-failing.txt', import.meta.url), 'utf8'),
  'spec/known-failing.txt',
);
if ('problem' in known) throw new Error(known.problem);

describe.each(dialects)('the reference engine in dialect %s', { timeout: 300_000 }, (dialect) => {
  it.each([
    ['a fixed seed', { seed: FIXED_SEED, runs: FIXED[dialect], laws: allLaws, known }],
    // How often a promise is broken is a matter of luck in a few cases.
    ['a fresh seed', { ...FRESH, laws: lawsOfReleases, known: undefined }],
  ])('obeys every law: %s', async (_, options) => {
    const result = await runCampaign({ engine: createReferenceEngine({ dialect }), dialect, ...options });
    const source = { engineFlags: ['--engine', 'reference'] };
    process.stdout.write(`\n${renderCheck(result, { color: false, verbose: false, interrupted: false, source })}\n`);
    expect(passes(result), 'a law is broken: see the report above').toBe(true);
    expect(result.missing, 'never generated').toEqual([]);
    if (options.runs === 10_000)
      expect(untestedRules(result, dialect), 'rules that no case put to the test').toEqual([]);
    // A law that is due in one case of 16 and about one in ten of those may have no luck with a fresh seed.
    if (options.seed !== FIXED_SEED) return;
    for (const { law, verdicts } of result.laws) {
      // A promise that a release never keeps conforms in no case.
      const judged = verdicts.conform + (law.promise === true ? verdicts.nonconform : 0);
      expect(judged > 0 || !isAboutDialect(law, dialect), `${law.id} judged no case`).toBe(true);
    }
  });

  it('expects nothing of fresh memory that a release leaves as it is', async () => {
    const other = replaceOps(opsOf(dialect), { garbage: 0x3c });
    const result = await runCampaign({
      engine: createEngineOf('other garbage', dialect, other),
      dialect,
      seed: FIXED_SEED,
      runs: 500,
      laws: lawsOfReleases,
    });
    expect(result.laws.filter(({ failure }) => failure !== null).map(({ law }) => law.id)).toEqual([]);
  });

  it('has the same expectations of an engine that sees values', async () => {
    const result = await runCampaign({
      engine: valuesEngine(dialect),
      dialect,
      seed: FIXED_SEED,
      runs: 500,
      laws: lawsOfReleases,
    });
    expect(result.laws.filter(({ failure }) => failure !== null).map(({ law }) => law.id)).toEqual([]);
  });
});
