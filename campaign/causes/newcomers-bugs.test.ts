import { expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { lawsOfReleases, allLaws } from '../../spec/laws/index.ts';
import { runCampaign } from '../run.ts';
import { BugDictionary } from './look-alikes.ts';

const dialect = 'qemu-11.1';

/** Bugs that first engines in other languages had: each is told first, by the rule that it breaks. */
it.each([
  ['tmp-not-freed', 'VMS-TMP-1'],
  ['nested-post-load-missing', 'VMS-HOOK-1'],
  ['hooks-of-the-outermost-only', 'VMS-HOOK-1'],
  ['null-marker-letter', 'VMS-NULL-1'],
  ['list-prepended', 'VMS-LIST-2'],
  ['list-reversed', 'VMS-LIST-2'],
  ['save-clears-members', 'VMS-FRAME-2'],
  ['alloc-where-null', 'VMS-ALLOC-1'],
  ['subsection-of-any-name', 'VMS-SUB-2'],
  ['absent-subsection-refused', 'VMS-SUB-2'],
  ['unknown-subsection-left', 'VMS-SUB-2'],
  ['struct-saved-at-parent-version', 'VMS-VERSION-2'],
  ['bool-above-1-refused', 'VMS-WIRE-2'],
  ['tree-keeps-equal-keys', 'VMS-TREE-3'],
])(
  'tells %s first by %s',
  async (id, rule) => {
    const faulty = faultyEngines.find((each) => each.id === id);
    if (faulty === undefined) throw new Error(`there is no faulty engine ${id}`);
    const { findings } = await runCampaign({
      engine: faulty.create(dialect),
      dialect,
      seed: 3,
      runs: 400,
      laws: lawsOfReleases,
      level: 'must',
    });
    expect(findings[0]?.failure.violation.rule).toBe(rule);
  },
  60_000,
);

it('names no bug for what a right engine answers as well', async () => {
  const engine = createReferenceEngine({ dialect });
  const { findings } = await runCampaign({ engine, dialect, seed: 3, runs: 400, laws: allLaws });
  const promise = findings.find(({ failure }) => failure.violation.law.startsWith('promise/'));
  if (promise === undefined) throw new Error('no promise is broken');
  expect(promise.lookAlikes).toEqual([]);
  const { smallest, violation } = promise.failure;
  const shown = { of: smallest, laws: allLaws, violations: [violation], counts: () => true };
  expect(await new BugDictionary(dialect, 'memory').lookAlikes(shown)).toEqual([]);
});
