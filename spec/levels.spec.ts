import { describe, expect, it } from 'vitest';
import { runCampaign } from '../campaign/run.ts';
import { faultyEngines, type FaultyEngine } from './faulty/registry.ts';
import { lawsOfReleases } from './laws/index.ts';
import { rules, type RuleId } from './rules/rules.ts';

const must = new Set<RuleId>(rules.filter(({ level }) => level === 'must').map(({ id }) => id));

/** Engines that are right about all that must be. */
const lesser = faultyEngines.filter(({ rules: broken }) => !broken.some((rule) => must.has(rule)));

async function findingsOf(faulty: FaultyEngine): Promise<string[]> {
  const dialect = faulty.dialects.at(-1) ?? 'qemu-11.1';
  const engine = faulty.create(dialect);
  const result = await runCampaign({ engine, dialect, seed: 7, runs: 300, laws: lawsOfReleases, level: 'must' });
  return result.findings.map(
    ({ failure: { violation } }) => `${violation.rule} ${violation.law}: ${violation.summary}`,
  );
}

describe('at level must', { timeout: 120_000 }, () => {
  it.each(lesser.map((faulty) => [faulty.id, faulty] as const))(
    'passes %s, which is wrong only in a quirk',
    async (_, faulty) => {
      expect(await findingsOf(faulty)).toEqual([]);
    },
  );
});

it('has such engines', () => {
  expect(lesser.length).toBeGreaterThan(25);
});
