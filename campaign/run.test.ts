import { describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { createReferenceEngine, type SynchronousEngine } from '../engine/reference/create.ts';
import { combinationsOf } from './coverage/statistics.ts';
import { allLaws, selectLaws } from '../spec/laws/index.ts';
import { dialects } from '../vmstate/dialect.ts';
import type { CampaignResult } from './result.ts';
import { runCampaign } from './run.ts';

const dialect = 'qemu-10.2';

async function campaign(engine: Engine, runs: number, firstRun = 0, chosen = allLaws): Promise<CampaignResult> {
  return runCampaign({ engine, dialect, seed: 11, runs, firstRun, laws: chosen });
}

function faulty(id: string): SynchronousEngine {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found.create(dialect);
}

/** Everything that does not depend on the clock. */
function essence({ laws: results, statistics, cases, missing, leftOut }: CampaignResult): object {
  return { results, statistics, cases, missing, leftOut };
}

/** What shards add up to. */
function sums(parts: readonly CampaignResult[]): object {
  const combinations = new Map<string, number>();
  for (const { statistics } of parts) {
    for (const { type, flags, fields } of combinationsOf(statistics)) {
      const key = `${type} ${flags.join('|')}`;
      combinations.set(key, (combinations.get(key) ?? 0) + fields);
    }
  }
  const tallies = (parts[0]?.laws ?? []).map(({ law }, i) => {
    const counts = new Map<string, number>();
    for (const part of parts) {
      const result = part.laws[i];
      if (result === undefined) continue;
      for (const [verdict, n] of Object.entries({ ...result.verdicts, skipped: result.skipped }))
        counts.set(verdict, (counts.get(verdict) ?? 0) + n);
      for (const { rule, verdict, cases } of result.failing)
        counts.set(`${rule} ${verdict}`, (counts.get(`${rule} ${verdict}`) ?? 0) + cases);
    }
    return [law.id, [...counts].sort()];
  });
  return { cases: parts.reduce((sum, { cases }) => sum + cases, 0), tallies, combinations: [...combinations].sort() };
}

describe('a campaign', () => {
  it('gives the same result for the same seed', async () => {
    const chosen = selectLaws(['save/bytes', 'load/values']);
    const results = [
      await campaign(faulty('null-marker-zero'), 80, 0, chosen),
      await campaign(faulty('null-marker-zero'), 80, 0, chosen),
    ];
    expect(results.map(essence)[0]).toEqual(results.map(essence)[1]);
  });

  it.each(['reference', 'a faulty engine'])('is the sum of its shards: %s', async (which) => {
    const create = (): Engine =>
      which === 'reference' ? createReferenceEngine({ dialect }) : faulty('null-marker-zero');
    // Every law that a faulty engine breaks is shrunk, which is no matter of shards.
    const chosen = which === 'reference' ? allLaws : selectLaws(['save/bytes']);
    const part = async (runs: number, firstRun: number): Promise<CampaignResult> =>
      runCampaign({ engine: create(), dialect, seed: 11, runs, firstRun, laws: chosen });
    expect(sums([await part(100, 0), await part(100, 100)])).toEqual(sums([await part(200, 0)]));
  });

  it('gives the same result for an asynchronous engine', async () => {
    const engine = createReferenceEngine({ dialect });
    const later: Engine = {
      hello: engine.hello,
      save: (request) =>
        new Promise((resolve) => {
          setImmediate(() => {
            resolve(engine.save(request));
          });
        }),
      load: (request) => Promise.resolve(engine.load(request)),
      close: () => engine.close(),
    };
    expect(essence(await campaign(later, 200))).toEqual(
      essence(await campaign(createReferenceEngine({ dialect }), 200)),
    );
  });

  it.each(dialects)('shrinks a failure to a device of at most 3 members in %s', async (standard) => {
    const found = faultyEngines.find(({ id }) => id === 'uint32-little-endian');
    if (found === undefined) throw new Error('the fixture is broken');
    const [result] = (
      await runCampaign({
        engine: found.create(standard),
        dialect: standard,
        seed: 5,
        runs: 50,
        laws: selectLaws(['save/bytes']),
      })
    ).laws;
    expect(result?.failure?.smallest.model.shape.members.length).toBeLessThanOrEqual(3);
    expect(result?.failure?.violation.rule).toBe('VMS-WIRE-1');
  });
});
