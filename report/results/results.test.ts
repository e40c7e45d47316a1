import { expect, test } from 'vitest';
import { XMLParser } from 'fast-xml-parser';
import type { GeneratedResult } from '../../campaign/result.ts';
import { context, HOSTILE, hostile } from '../fixtures/hostile.ts';
import { broken, bytesEvidence, conforming, resultWith, sampleFailure } from '../fixtures/result.ts';
import { resultJson } from '../json/result-json.ts';
import type { ResultDocument } from '../json/document.ts';
import { outlineMarkdown } from '../outline/markdown.ts';
import { outlineText } from '../outline/terminal.ts';
import { readBackPage } from '../page/testing/pages.ts';
import { badgeSvg } from './badge.ts';
import { compareResults, comparisonOutline, isWorse } from './compare-results.ts';
import { historyOutline, historyTimeline } from './history.ts';
import { summaryOutline } from './summary.ts';

function documentOf(laws: GeneratedResult['laws'], part: Partial<GeneratedResult> = {}): ResultDocument {
  return readBackPage(resultJson(resultWith(laws, part), context));
}

const coverage = (rules: readonly string[]): GeneratedResult['ruleCoverage'] => ({
  cases: 10,
  rules: Object.fromEntries(rules.map((rule) => [rule, 5])),
});
const good = documentOf([conforming], { ruleCoverage: coverage(['VMS-WIRE-1', 'VMS-WIRE-2']) });
const bad = documentOf([broken], { ruleCoverage: coverage(['VMS-WIRE-1']), milliseconds: 10_000 });

test('what is new, gone, broken, slower and not tested any more', () => {
  const worse = compareResults(good, bad);
  expect(worse).toMatchObject({
    added: [{ laws: ['save/bytes'] }],
    fixed: [],
    broken: ['save/bytes'],
    untested: ['VMS-WIRE-2'],
  });
  expect(worse.speed).toBeCloseTo(0.1234);
  expect(isWorse(worse)).toBe(true);
  const better = compareResults(bad, good);
  expect(better).toMatchObject({ added: [], fixed: [{ laws: ['save/bytes'] }], broken: [], untested: [] });
  expect(isWorse(better)).toBe(false);
});

test('the same finding of another run, with another smallest case, is neither new nor gone', () => {
  const failure = { ...sampleFailure(bytesEvidence), run: 99, shrinks: 1 };
  const again = documentOf([{ ...broken, failure }]);
  expect(compareResults(bad, again)).toMatchObject({ added: [], fixed: [], broken: [] });
});

test('a comparison says what it is, in the terminal and in Markdown', () => {
  const outline = comparisonOutline(good, bad);
  const text = outlineText(outline, false);
  expect(text).toMatch(/^Worse: sample 2, judged by qemu-11.1, compared with sample 2, judged by qemu-11.1\n/);
  expect(text).toContain('Added findings: 1\n');
  expect(text).toContain('Slower: 12 % of the rate. 1 rule is not tested any more: VMS-WIRE-2.');
  expect(outlineMarkdown(outline)).toContain('| save/bytes | VMS-WIRE-1 | nonconform | byte 5 is 02, not 00 |\n');
  expect(outlineText(comparisonOutline(bad, good), false)).toMatch(/^Not worse: [^]*Fixed findings: 1\n/);
});

test('a history has a row for each run, and charts from two runs on', () => {
  const past = [
    { file: '1.json', result: good },
    { file: '2.json', result: bad },
    { file: '3.json', result: good },
  ];
  const [runs] = historyOutline(past).sections;
  expect(runs?.rows.map(([file, , verdict, , , findings]) => [file, verdict, findings])).toEqual([
    ['1.json', 'conforms', '0'],
    ['2.json', 'fails', '1 (+1)'],
    ['3.json', 'conforms', '0 (−1)'],
  ]);
  expect(historyTimeline(past)).toMatchObject({
    axis: 'runs',
    at: [1, 2, 3],
    charts: [{ series: [{ values: [0, 1, 0] }] }, {}, {}],
  });
  expect(historyTimeline(past.slice(0, 1))).toBeNull();
});

test('a summary names each finding', () => {
  expect(outlineText(summaryOutline([bad]), false)).toMatch(
    /^sample 2 does not conform [^]*save\/bytes +VMS-WIRE-1 +nonconform/,
  );
  expect(outlineText(summaryOutline([good]), false)).toContain('No finding; 2 rules were tested.');
  expect(outlineText(summaryOutline([good, bad]), false)).toMatch(/^2 results\n\nsample 2 conforms/);
});

test('text from outside stays text', () => {
  const document = readBackPage(resultJson(hostile, context));
  const outline = comparisonOutline(document, document);
  expect(outlineText(outline, false)).not.toContain('\u001b[31m');
  expect(outlineMarkdown(summaryOutline([document]))).not.toContain(HOSTILE.slice(0, 3));
});

test.each([
  ['conforms, 1.5M cases', documentOf([conforming], { cases: 1_500_000 })],
  ['1 finding, 100 cases', bad],
  ['no verdict, 0 cases', documentOf([conforming], { cases: 0 })],
  ['conforms, 12k cases', documentOf([conforming], { cases: 12_345 })],
])('a badge is well-formed SVG that says: %s', (text, document) => {
  const svg = badgeSvg(document);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  expect(parser.parse(svg)).toMatchObject({
    svg: { role: 'img', 'aria-label': `vmstate qemu-11.1: ${text}`, title: `vmstate qemu-11.1: ${text}` },
  });
});
