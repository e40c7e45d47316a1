import { expect, test } from 'vitest';
import { readResult } from '../json/read-result.ts';
import { pageOfResults } from '../page/page-of-results.ts';
import type { ReadStream } from './read-stream.ts';
import { findingFacts, resultOfStream } from './result-of-stream.ts';
import { sampleStream } from './testing/sample-stream.ts';
import { timelineOf } from './timeline.ts';

const stream = await sampleStream();

function documentOf(of: ReadStream): ReturnType<typeof readResult> {
  return readResult(JSON.stringify(resultOfStream(of)));
}

test('a stream is a JSON report, as the schema has it', () => {
  const read = documentOf(stream);
  if (!read.ok) throw new Error(read.issues.map(({ path, message }) => `${path.join('/')} ${message}`).join('\n'));
  const { value: result } = read;
  expect(result).toMatchObject({ passes: false, interrupted: false, seed: 7, cases: 120, runs: 120 });
  expect(result.findings.length).toBe(stream.findings.length);
  expect(result.findings.length).toBeGreaterThan(0);
  expect(result.findings[0]?.failure.replay).toMatch(
    /^npx vmstate-conformance check --engine-cmd '\.\/my engine' .*--law /,
  );
  const judged = result.laws.find(({ id }) => id === 'save/bytes');
  const cases = Object.values(judged?.verdicts ?? {}).reduce((sum, n) => sum + n, 0);
  expect(cases + (stream.totals.laws.get('save/bytes')?.get('skipped') ?? 0)).toBe(120);
  const page = pageOfResults([result], { version: '1.2.3', toC: () => null, facts: [findingFacts(stream)] });
  expect(page.findings[0]?.facts.map(({ name }) => name)).toContain('fingerprint');
  expect(page.findings[0]?.device).not.toBeNull();
  expect(page.findings[0]?.memory).not.toBeNull();
});

test('a stream that was cut off is an interrupted run', () => {
  const read = documentOf({ ...stream, end: null });
  expect(read).toMatchObject({ ok: true, value: { interrupted: true, passes: false } });
});

test('its times are a timeline: what is counted never falls, and the last point has it all', () => {
  const timeline = timelineOf(stream);
  expect(timeline?.at).toEqual([2, 5, 6]);
  const [rate, coverage, findings] = timeline?.charts ?? [];
  expect(rate?.series[0]?.values).toEqual([20, 40 / 3, 40]);
  for (const { values } of [...(coverage?.series ?? []), ...(findings?.series ?? [])]) {
    const numbers = values.map((value) => value ?? -1);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
  expect(findings?.series[0]?.values.at(-1)).toBe(stream.findings.length);
  expect(timelineOf({ ...stream, times: [] })).toBeNull();
});
