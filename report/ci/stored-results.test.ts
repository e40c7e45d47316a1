import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import { expect, test } from 'vitest';
import { context, hostile } from '../fixtures/hostile.ts';
import { broken, conforming, neverJudged, resultWith } from '../fixtures/result.ts';
import { githubAnnotations } from '../github/annotations.ts';
import type { ResultDocument } from '../json/document.ts';
import { readResult } from '../json/read-result.ts';
import { resultJson } from '../json/result-json.ts';
import { junitReport } from '../junit/junit.ts';
import { checkSarif } from '../sarif/check-sarif.ts';
import { sarifErrors } from '../sarif/testing/schema.ts';
import { resultOfStream } from '../stream/result-of-stream.ts';
import { sampleStream } from '../stream/testing/sample-stream.ts';
import { runOfDocument } from './run-of-document.ts';
import { runOfResult } from './run-of-result.ts';

const schema = readFileSync(new URL('../junit/fixtures/junit.xsd', import.meta.url), 'utf8');
const stream = await sampleStream();
const campaign = documentOf(JSON.stringify(resultOfStream(stream)));

function documentOf(text: string): ResultDocument {
  const read = readResult(text);
  if (!read.ok) throw new Error(read.issues.map(({ path, message }) => `${path.join('/')} ${message}`).join('\n'));
  return read.value;
}

/** With a result for every entry of its list. */
function wholeHostile(): typeof hostile {
  const { knownFailing } = hostile;
  if (knownFailing === null) throw new Error('the fixture has a list');
  const known = knownFailing.list.entries.map((entry) => ({ entry, outcome: 'fails', violations: 4 }) as const);
  return { ...hostile, knownFailing: { ...knownFailing, entries: [...knownFailing.entries, ...known] } };
}

async function errorsOf(xml: string): Promise<string[]> {
  return (await validateXML({ xml, schema })).errors.map(({ message }) => message);
}

const runs = [runOfDocument(campaign), runOfResult(resultWith([conforming]), context)];

test('the schemas accept what is made of a stream, alone and beside another engine', async () => {
  for (const some of [runs.slice(0, 1), runs]) {
    expect(await errorsOf(junitReport(some, '1.2.3'))).toEqual([]);
    expect(sarifErrors(checkSarif(some, '1.2.3'))).toEqual([]);
  }
});

test('a campaign has a test case for each law, and the findings as failures with their text', () => {
  const xml = junitReport(runs.slice(0, 1), '1.2.3');
  expect(xml.match(/<testcase /g)?.length).toBe(stream.header.laws.length);
  const failing = campaign.laws.filter((law) => law.failing.length > 0);
  expect(failing.length).toBeGreaterThan(0);
  expect(xml).toContain(`failures="${failing.length}"`);
  for (const { signature, failure } of stream.findings) {
    expect(xml).toContain(`message="${signature.rule}: `);
    expect(xml).toContain(`case ${failure.smallestId}`);
  }
  expect(xml).toContain('The smallest device that fails, on a ');
  expect(xml).toMatch(/Again\n +npx vmstate-conformance check --engine-cmd /);
});

test('several results are a suite and a SARIF run each, told apart by their ids', () => {
  const xml = junitReport(runs, '1.2.3');
  expect(xml.match(/<testsuite name="[^"]*"/g)).toEqual([
    '<testsuite name="bool-loaded-inverted 1"',
    '<testsuite name="sample 2"',
  ]);
  const log: unknown = JSON.parse(checkSarif(runs, '1.2.3'));
  expect(log).toMatchObject({
    runs: [
      { automationDetails: { id: 'vmstate-conformance/bool-loaded-inverted/qemu-11.1/1/' } },
      { automationDetails: { id: 'vmstate-conformance/sample/qemu-11.1/2/' } },
    ],
  });
  expect(githubAnnotations(runs)).toMatch(/^::error title=bool-loaded-inverted%3A load\//);
});

test('a finding of a campaign has the fingerprint of its signature, the engine its program', () => {
  const log = checkSarif(runs.slice(0, 1), '1.2.3');
  for (const { fingerprint, signature } of stream.findings)
    expect(log).toContain(`"primaryLocationLineHash": "${signature.rule}:${fingerprint}"`);
  expect(log).toContain('"uri": "my"');
  const annotations = githubAnnotations(runs.slice(0, 1)).trimEnd().split('\n');
  expect(annotations.length).toBe(stream.findings.length);
});

test.each([
  ['a broken law', resultWith([conforming, broken, neverJudged])],
  ['known failures and faults', wholeHostile()],
  ['a given case', { ...resultWith([broken]), kind: 'given' as const, from: 'cases/one.json', seed: undefined }],
])('a stored result says what the result itself says: %s', (_, result) => {
  const stored = [runOfDocument(documentOf(resultJson(result, context)))];
  const own = [runOfResult(result, context)];
  expect(checkSarif(stored, '1')).toBe(checkSarif(own, '1'));
  expect(githubAnnotations(stored)).toBe(githubAnnotations(own));
  const withoutText = (xml: string): string => xml.replace(/(<failure [^>]*>)[^<]*/g, '$1');
  expect(withoutText(junitReport(stored, '1'))).toBe(withoutText(junitReport(own, '1')));
});
