import { describe, expect, it } from 'vitest';
import { randomInt } from 'node:crypto';
import { conforms } from '../campaign/result.ts';
import { runCampaign } from '../campaign/run.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { renderCheck } from '../report/terminal/check.ts';
import { dialects } from '../vmstate/dialect.ts';
import { laws } from './laws/index.ts';
import { appliesIn } from './rules.ts';

/** Fixed: what CI sees today it sees tomorrow. 7.2 and 10.0 have the forms of 10.2, whose run proves that all are made. */
const FIXED = { 'qemu-7.2': 1000, 'qemu-10.0': 1000, 'qemu-10.2': 10_000, 'qemu-11.1': 10_000 } as const;
const FIXED_SEED = 20261122;

/** Fresh: what nobody has seen yet; `VMSTATE_CONFORMANCE_SEED` brings one back. */
const given = process.env['VMSTATE_CONFORMANCE_SEED'];
const FRESH = { seed: given === undefined ? randomInt(-(2 ** 31), 2 ** 31) : Number(given), runs: 500 };

describe.each(dialects)('the reference engine in dialect %s', (dialect) => {
  it.each([
    ['a fixed seed', { seed: FIXED_SEED, runs: FIXED[dialect] }],
    ['a fresh seed', FRESH],
  ])('obeys every law: %s', async (_, { seed, runs }) => {
    const result = await runCampaign({ engine: createReferenceEngine({ dialect }), dialect, seed, runs, laws });
    const source = { engineFlags: ['--engine', 'reference'], caseFile: null };
    process.stdout.write(`\n${renderCheck(result, { color: false, verbose: false, interrupted: false, source })}\n`);
    expect(conforms(result), 'a law is broken: see the report above').toBe(true);
    expect(result.missing, 'never generated').toEqual([]);
    for (const { law, verdicts } of result.laws) {
      const applies = law.rules.some((rule) => appliesIn(rule, dialect));
      expect(verdicts.conform > 0 || !applies, `${law.id} judged no case`).toBe(true);
    }
  });
});
