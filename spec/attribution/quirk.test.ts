import { expect, it } from 'vitest';
import { runCampaign } from '../../campaign/run.ts';
import { createEngineOf } from '../../engine/reference/create.ts';
import { opsOf } from '../../engine/reference/dialect-ops.ts';
import { replaceOps } from '../../engine/reference/ops.ts';
import { lawsOfReleases } from '../laws/index.ts';

const dialect = 'qemu-11.1';
const right = opsOf(dialect);

/** Looks for subsections only where the description has some. */
const plain = createEngineOf(
  'own-subsections',
  dialect,
  replaceOps(right, {
    subsections: (machine, vmsd, opaque) =>
      vmsd.subsections === undefined || vmsd.subsections.length === 0 ? 0 : right.subsections(machine, vmsd, opaque),
  }),
);

it('a quirk that an engine does not share breaks nothing at level must', async () => {
  const options = { engine: plain, dialect, seed: 3, laws: lawsOfReleases } as const;
  const strict = await runCampaign({ ...options, level: 'must', runs: 1500 });
  expect(strict.findings.map(({ failure }) => `${failure.violation.law} ${failure.violation.rule}`)).toEqual([]);
  const whole = await runCampaign({ ...options, level: 'quirk', runs: 300 });
  expect(whole.findings.map(({ failure }) => failure.violation.rule)).toEqual(['VMS-LOAD-3']);
});
