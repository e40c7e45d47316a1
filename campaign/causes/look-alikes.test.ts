import { expect, it } from 'vitest';
import type { SynchronousEngine } from '../../engine/reference/create.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import { runCampaign } from '../run.ts';
import { BugDictionary } from './look-alikes.ts';
import type { RunFinding } from './run-finding.ts';

const dialect = 'qemu-11.1';

function faulty(id: string): SynchronousEngine {
  const found = faultyEngines.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no faulty engine ${id}`);
  return found.create(dialect);
}

async function findingsOf(engine: SynchronousEngine): Promise<readonly RunFinding[]> {
  return (await runCampaign({ engine, dialect, seed: 5, runs: 150, laws: lawsOfReleases })).findings;
}

const toldOf = (findings: readonly RunFinding[]): string[] =>
  findings.map(({ failure, lookAlikes }) => [failure.violation.rule, ...lookAlikes.map(({ id }) => id)].join(' '));

it.each([
  // Without the dictionary six findings, the first of them of COUNT-1.
  ['integers-walked-by-width', 'VMS-SIZE-1'],
  // Five findings, the first of TREE-1.
  ['nested-offset-twice', 'VMS-STRUCT-1'],
  // The failing hooks of a law shrink to a smaller device than the hooks of the case.
  ['pre-save-after-fields', 'VMS-HOOK-1'],
  ['hooks-errp-ignored', 'VMS-HOOK-4'],
])('tells %s once, by %s and in words', async (id, rule) => {
  expect(toldOf(await findingsOf(faulty(id)))).toEqual([`${rule} ${id}`]);
});

it('does not mind in which words an engine refuses', async () => {
  const engine = faulty('pre-save-after-fields');
  const other: SynchronousEngine = {
    ...engine,
    save(request) {
      const saved = engine.save(request);
      return saved.status === 'rejected' ? { ...saved, message: 'no' } : saved;
    },
  };
  expect(toldOf(await findingsOf(other))).toEqual(['VMS-HOOK-1 pre-save-after-fields']);
});

it('tells two bugs apart, each by its own name', async () => {
  const wrong = faulty('bool-loaded-inverted');
  const other = faulty('uint16-in-host-order');
  const both = { ...wrong, save: other.save.bind(other) };
  expect(toldOf(await findingsOf(both))).toEqual(
    expect.arrayContaining([expect.stringContaining('bool-loaded-inverted')]),
  );
});

it('names no bug for what no known one answers', async () => {
  const right = faulty('bool-loaded-inverted');
  const unknown: SynchronousEngine = {
    ...right,
    save(request) {
      const saved = right.save(request);
      return saved.status === 'ok' ? { ...saved, wire: saved.wire.map((byte) => byte ^ 0x55) } : saved;
    },
    load: (request) => right.load(request),
  };
  const [first] = await findingsOf(unknown);
  expect(first?.lookAlikes).toEqual([]);
});

it('compares no engine that sees values', async () => {
  const [finding] = await findingsOf(faulty('pre-save-after-fields'));
  if (finding === undefined) throw new Error('the fixture is broken');
  const { smallest, violation } = finding.failure;
  const shown = {
    of: smallest,
    laws: lawsOfReleases.filter(({ id }) => id === violation.law),
    violations: [violation],
    counts: () => true,
  };
  expect(await new BugDictionary(dialect, 'memory').lookAlikes(shown)).not.toEqual([]);
  expect(await new BugDictionary(dialect, 'values').lookAlikes(shown)).toEqual([]);
});
