import { expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import { parseKnownFailing } from '../known-failing/parse.ts';
import { headerRecord } from '../stream/parts.ts';
import type { HeaderRecord } from '../stream/record.ts';
import { emptyTotals, type CampaignTotals } from '../stream/totals.ts';
import { auditCampaign, campaignProblems } from './campaign-problems.ts';

const dialect = 'qemu-11.1';
const { hello } = createReferenceEngine({ dialect });

function header(list: string): HeaderRecord {
  const known = parseKnownFailing(list, 'known.txt');
  if ('problem' in known) throw new Error(known.problem);
  const plan = { dialect, seed: 1, chunk: 1000, laws: lawsOfReleases, level: 'quirk', known } as const;
  return headerRecord({ suite: '0.0.0', hello, engineFlags: [], plan, range: { first: 0, runs: 2000 } });
}

const NULLS = header('law=save/bytes rule=VMS-NULL-1 | long mended |');

/** So many cases, all of which conform. */
function totals(cases: number, part: Partial<CampaignTotals> = {}): CampaignTotals {
  const laws = new Map(NULLS.laws.map((id) => [id, new Map([['conform', cases]])]));
  return { ...emptyTotals(), runs: cases, cases, end: cases, laws, ...part };
}

it('finds entries that no longer fail, once enough was judged', () => {
  expect(campaignProblems(NULLS, totals(2000))).toEqual([
    'known.txt:1 no longer fails: remove it (law=save/bytes rule=VMS-NULL-1 | long mended)',
  ]);
  expect(campaignProblems(NULLS, totals(900))).toEqual([]);
  expect(campaignProblems(NULLS, totals(2000, { stopped: '5 hangs' }))).toEqual([]);
});

it('finds an entry without a law that no longer fails', () => {
  expect(auditCampaign(header('VMS-NULL-1 | mended |'), totals(2000))).toMatchObject([{ outcome: 'passes' }]);
  expect(auditCampaign(header('VMS-PROMISE-1 | kept |'), totals(2000))).toMatchObject([{ outcome: 'not-judged' }]);
});

it('counts what an entry knows', () => {
  const failure = {
    law: 'save/bytes',
    rule: 'VMS-NULL-1',
    verdict: 'nonconform',
    field: 'pointer',
    divergence: 'bytes',
    known: [1],
    cases: 3,
    run: 5,
    decides: false,
  } as const;
  const failures = new Map([['a', failure]]);
  expect(auditCampaign(NULLS, totals(2000, { failures }))).toMatchObject([{ outcome: 'fails', violations: 3 }]);
  expect(campaignProblems(NULLS, totals(2000, { failures }))).toEqual([]);
});

it('knows whether the case of an entry was judged', () => {
  const named = header('case:3f2a | mended |');
  expect(auditCampaign(named, totals(20, { seen: new Set([1]) }))).toMatchObject([{ outcome: 'passes' }]);
  expect(auditCampaign(named, totals(2000))).toMatchObject([{ outcome: 'not-judged' }]);
});

it('tells what else fails a campaign without a finding', () => {
  const incident = { status: 'crashed', message: 'signal 11' } as const;
  const promises = new Map([['op:trace', { feature: 'op:trace', cases: 7, run: 1 }]]);
  expect(campaignProblems(header(''), totals(100, { incidents: [incident, incident], promises, unjudged: 6 }))).toEqual(
    [
      'outside of the cases the engine crashed: signal 11 (2 times)',
      "the engine lists op:trace and answers 'unsupported' to it (7 cases)",
      "too little was judged for a verdict: 6 of 100 cases could not be judged: the response was 'unsupported'",
    ],
  );
});
