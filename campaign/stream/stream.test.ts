import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { faultyEngines } from '../../spec/faulty/registry.ts';
import { lawsOfReleases } from '../../spec/laws/index.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { featureCounts, emptyStatistics, combinationsOf } from '../coverage/statistics.ts';
import { pairsIn } from '../coverage/feature-pairs.ts';
import { failuresToShrink, findingsOf } from '../fuzz/conclude.ts';
import { runChunk } from '../fuzz/run-chunk.ts';
import { shrinkFinding } from '../fuzz/shrink-finding.ts';
import type { Shrunk } from '../fuzz/store.ts';
import type { FuzzPlan } from '../fuzz/plan.ts';
import { runCampaign } from '../run.ts';
import { endRecord, headerRecord } from './parts.ts';
import type { ChunkRecord } from './record.ts';
import { readRecord } from './read.ts';
import { addStatisticsRecord } from './statistics-record.ts';
import { resultStreamText } from './text.test-help.ts';
import { totalsOf } from './totals.ts';
import type { StreamParts } from './write.ts';

const dialect = 'qemu-11.1';
const plan: FuzzPlan = { dialect, seed: 5, chunk: 100, laws: lawsOfReleases, level: 'quirk', known: undefined };
const { signal } = new AbortController();

const faulty = faultyEngines.find(({ id }) => id === 'int64-halves-swapped')?.create(dialect);
if (faulty === undefined) throw new Error('the fixture is broken');

async function chunks(engine = createReferenceEngine({ dialect })): Promise<ChunkRecord[]> {
  const judged = [
    await runChunk(engine, plan, { first: 0, runs: 100 }, { signal }),
    await runChunk(engine, plan, { first: 100, runs: 100 }, { signal }),
  ];
  return judged.filter((chunk) => chunk !== null);
}

async function stream(engine = createReferenceEngine({ dialect })): Promise<StreamParts> {
  const judged = await chunks(engine);
  const totals = await totalsOf(judged);
  const shrunk: Shrunk[] = [];
  for (const failure of failuresToShrink(totals).slice(0, 1))
    shrunk.push({ failure, finding: await shrinkFinding(engine, plan, failure, signal) });
  const findings = findingsOf(totals, shrunk);
  const range = { first: 0, runs: 200 };
  return {
    header: headerRecord({ suite: '0.0.0', hello: engine.hello, engineFlags: ['--engine', 'x'], plan, range }),
    chunks: () => judged,
    findings,
    times: [{ kind: 'time', first: 0, runs: 100, finished: new Date(0).toISOString(), milliseconds: 1 }],
    end: endRecord(totals, findings, []),
  };
}

describe('a result stream', () => {
  it('is as its schema says, line by line', async () => {
    const parts = await stream(faulty);
    expect(parts.findings.length).toBeGreaterThan(0);
    const lines = (await resultStreamText(parts)).trimEnd().split('\n');
    expect(lines.length).toBe(5 + parts.findings.length);
    for (const line of lines) {
      const read = readRecord(line);
      expect(read.ok ? '' : issuesText(read.issues, 'line')).toBe('');
      expect(JSON.stringify(read.ok ? read.value : null)).toBe(line);
    }
  });

  it('refuses a line with a member that nobody knows', () => {
    const read = readRecord(
      '{"kind":"end","runs":1,"cases":1,"findings":0,"stopped":null,"passes":true,"mood":"good"}',
    );
    expect(read.ok ? '' : issuesText(read.issues, 'line')).toContain('mood');
  });

  it('is the same again', async () => {
    expect(await resultStreamText(await stream(faulty))).toBe(await resultStreamText(await stream(faulty)));
  });

  it('adds up to what one run counts', async () => {
    const [first, second] = await chunks();
    if (first === undefined || second === undefined) throw new Error('unreachable');
    const whole = await runCampaign({ engine: createReferenceEngine({ dialect }), ...plan, runs: 200 });
    const added = emptyStatistics();
    for (const { cases, statistics } of [first, second]) addStatisticsRecord(added, cases, statistics);
    expect(pairsIn(added.combinations.values(), added.pairCounts, dialect)).toEqual(
      pairsIn(whole.statistics.combinations.values(), whole.statistics.pairCounts, dialect),
    );
    expect(combinationsOf(added)).toEqual(combinationsOf(whole.statistics));
    expect(featureCounts(added)).toEqual(featureCounts(whole.statistics));
    expect(added.boundaries).toEqual(whole.statistics.boundaries);
    expect(added.deepest).toBe(whole.statistics.deepest);
    for (const { law, verdicts, skipped } of whole.laws) {
      const of = (what: string): number => (first.laws[law.id]?.[what] ?? 0) + (second.laws[law.id]?.[what] ?? 0);
      expect([law.id, of('conform'), of('skipped')]).toEqual([law.id, verdicts.conform, skipped]);
    }
  });
});
