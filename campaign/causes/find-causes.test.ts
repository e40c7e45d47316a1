import { expect, it } from 'vitest';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import type { Engine } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { runCampaign } from '../run.ts';
import type { GeneratedResult } from '../result.ts';

const dialect = 'qemu-11.1';

function campaign(engine: Engine, runs = 150): Promise<GeneratedResult> {
  return runCampaign({ engine, dialect, seed: 5, runs, laws: lawsOfReleases });
}

function faulty(id: string): Engine {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no faulty engine ${id}`);
  return found.create(dialect);
}

it('tells a bug that breaks many laws once, by its rule and its smallest case', async () => {
  const { findings, laws } = await campaign(faulty('bool-loaded-inverted'));
  const [finding, ...others] = findings;
  expect(others).toEqual([]);
  expect(finding?.failure.violation).toMatchObject({ law: 'load/values', rule: 'VMS-WIRE-2' });
  expect(finding?.failure.smallest.model.shape.members).toHaveLength(1);
  const broken = laws.filter(({ failure }) => failure !== null).map(({ law }) => law.id);
  expect(broken.length).toBeGreaterThan(10);
  expect(finding?.laws).toEqual(broken);
});

it('tells two bugs by a finding each', async () => {
  const wrong = faulty('bool-loaded-inverted');
  const other = faulty('uint16-in-host-order');
  const { findings } = await campaign({ ...wrong, save: (request) => other.save(request) });
  expect(findings.map(({ failure }) => failure.violation.rule).sort()).toEqual(['VMS-WIRE-1', 'VMS-WIRE-2']);
});

it('tells what does not fail again, and how often it did, behind what does', async () => {
  const engine = createReferenceEngine({ dialect });
  let saves = 0;
  const shaky: Engine = {
    ...engine,
    save(request) {
      const saved = engine.save(request);
      return ++saves === 100 && saved.status === 'ok' ? { ...saved, wire: Uint8Array.of(9, 9, 9) } : saved;
    },
  };
  const { findings } = await campaign(shaky);
  expect(findings).toHaveLength(1);
  expect(findings[0]?.failure).toMatchObject({ shrinks: 0, repeats: { failed: 0, tries: 10 } });
});
