import { describe, expect, it } from 'vitest';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { allLaws, lawsOfReleases } from '../../spec/laws/index.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Violation } from '../../spec/violation.ts';
import { runCampaign } from '../run.ts';
import { addGroup, emptyTally, MOST_KEPT, type Tally } from '../tally.ts';
import { setQuirksApart } from './set-quirks-apart.ts';

const [law] = allLaws.filter(({ id }) => id === 'load/subsections');
if (law === undefined) throw new Error('the fixture is broken');

function add(tally: Tally, rule: RuleId, runs: number, verdict: Violation['verdict'] = 'nonconform', from = 0): void {
  const evidence = { kind: 'answer', expected: '', received: '' } as const;
  const violation = { law: tally.law.id, rule, verdict, summary: '', evidence };
  for (let run = from; run < from + runs; run++)
    addGroup(tally.groups, { rule, verdict, known: [], cases: 1, first: { run, violation }, kept: [run] });
}

/** The rules and cases of a tally afterwards, and how many cases were asked about. */
async function after(tally: Tally, level: 'must' | 'quirk' = 'must'): Promise<[Record<string, number>, number]> {
  let asked = 0;
  await setQuirksApart([tally], level, {
    explained: (_, runs, by) => {
      asked += runs.length;
      return Promise.resolve(by.has('VMS-SUB-3') ? 'VMS-SUB-3' : null);
    },
  });
  return [Object.fromEntries([...tally.groups.values()].map(({ rule, cases }) => [rule, cases])), asked];
}

describe('what decides by a few cases that a quirk explains', () => {
  it('is counted with the quirk, which the engine has shown elsewhere', async () => {
    const tally = emptyTally(law);
    add(tally, 'VMS-SUB-3', 30, 'nonconform', 1000);
    add(tally, 'VMS-HOOK-1', MOST_KEPT);
    expect(await after(tally)).toEqual([{ 'VMS-SUB-3': 30 + MOST_KEPT }, MOST_KEPT]);
  });

  it('still decides by more cases than are asked about, as a breakdown, and where no quirk was shown', async () => {
    const many = emptyTally(law);
    add(many, 'VMS-SUB-3', 1);
    add(many, 'VMS-HOOK-1', MOST_KEPT + 1);
    expect(await after(many)).toEqual([{ 'VMS-SUB-3': 1, 'VMS-HOOK-1': MOST_KEPT + 1 }, 0]);
    const crash = emptyTally(law);
    add(crash, 'VMS-SUB-3', 1);
    add(crash, 'VMS-HOOK-1', 1, 'crashed');
    expect(await after(crash)).toEqual([{ 'VMS-SUB-3': 1, 'VMS-HOOK-1': 1 }, 0]);
    const same = emptyTally(law);
    add(same, 'VMS-SUB-3', MOST_KEPT);
    add(same, 'VMS-HOOK-1', MOST_KEPT);
    expect((await after(same))[0]).toEqual({ 'VMS-SUB-3': MOST_KEPT, 'VMS-HOOK-1': MOST_KEPT });
    const alone = emptyTally(law);
    add(alone, 'VMS-HOOK-1', 1);
    expect(await after(alone)).toEqual([{ 'VMS-HOOK-1': 1 }, 0]);
  });

  it('decides where quirks do', async () => {
    const tally = emptyTally(law);
    add(tally, 'VMS-SUB-3', 30);
    add(tally, 'VMS-HOOK-1', 1);
    expect(await after(tally, 'quirk')).toEqual([{ 'VMS-SUB-3': 30, 'VMS-HOOK-1': 1 }, 0]);
  });
});

describe('an engine that keeps versions of subsections whole, which moves what follows, too', () => {
  const engine = faultyEngines.find(({ id }) => id === 'subsection-version-whole')?.create('qemu-11.1');
  if (engine === undefined) throw new Error('the fixture is broken');
  const options = { engine, dialect: 'qemu-11.1', seed: 7, runs: 800, laws: lawsOfReleases, level: 'must' } as const;

  it('passes at must', async () => {
    const { laws, findings } = await runCampaign(options);
    expect(findings.map(({ failure }) => failure.violation.summary)).toEqual([]);
    expect(laws.flatMap(({ outOfLevel }) => outOfLevel.map(({ rule }) => rule))).toContain('VMS-SUB-3');
  });

  it('fails where its violation ended the run, for the cases behind it were not judged', async () => {
    const { findings, stopped } = await runCampaign({ ...options, limits: { failures: 1 } });
    expect(stopped).toMatch(/^the first failing case/);
    expect(findings).not.toEqual([]);
  });
});
