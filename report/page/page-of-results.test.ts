import { expect, test } from 'vitest';
import type { CampaignResult } from '../../campaign/result.ts';
import { context, hostile } from '../fixtures/hostile.ts';
import { arrayCase, broken, conforming, neverJudged, resultWith } from '../fixtures/result.ts';
import { resultJson } from '../json/result-json.ts';
import type { PageData, RuleCell } from './data.ts';
import { pageOfResults } from './page-of-results.ts';
import { readBackPage } from './testing/pages.ts';

function pageOf(...results: readonly CampaignResult[]): PageData {
  const documents = results.map((result) => readBackPage(resultJson(result, context)));
  return pageOfResults(documents, { version: '1.2.3', toC: ({ seed }) => `/* ${seed} */` });
}

function cell(page: PageData, rule: string, engine = 0): RuleCell | undefined {
  return page.rules.find(({ id }) => id === rule)?.cells[engine];
}

test('a finding has everything that is shown of it', () => {
  const { findings, verdict, tiles } = pageOf(resultWith([broken]));
  expect(verdict).toMatchObject({ outcome: 'nonconform' });
  expect(verdict.text).toContain('does not conform');
  expect(tiles).toContainEqual({ name: 'cases', value: 100, of: null });
  expect(tiles).toContainEqual({ name: 'laws broken', value: 1, of: 1 });
  expect(findings).toMatchObject([
    {
      engine: 0,
      law: 'save/bytes',
      rule: 'VMS-WIRE-1',
      verdict: 'nonconform',
      cases: 10,
      device: { label: 'struct device v1', children: [{ label: 'n', value: '3', path: 'n' }, { path: 'regs[]' }] },
      description: {
        rows: [
          ['n', '16'],
          ['regs', '24'],
        ].map(([name, offset]) => expect.arrayContaining([name, offset]) as unknown),
      },
      memory: { blocks: [{ name: 'the device', pointers: [{ at: 24, to: { block: 1, offset: 8 } }] }, { size: 24 }] },
      bytes: { left: { name: 'expected' }, right: { name: 'received', hex: '03000000010200000000000003' } },
      rules: { 'regs[1]': 'VMS-COUNT-2' },
      reproducers: [
        { name: 'Command' },
        { name: 'C unit test', text: `/* ${arrayCase.seed} */` },
        { name: 'Case file' },
      ],
    },
  ]);
  expect(findings[0]?.id).toMatch(/^[\w-]+$/);
  expect(findings[0]?.reproducers[0]?.text).toMatch(/^npx vmstate-conformance check .*--run 41 /);
});

test('every rule of the dialect has a cell for each engine', () => {
  const tested = resultWith([conforming], { ruleCoverage: { cases: 13, rules: { 'VMS-WIRE-1': 12 } } });
  const known = resultWith([
    { ...conforming, known: [{ rule: 'VMS-WIRE-1', verdict: 'nonconform', cases: 4, run: 2, lines: [5] }] },
  ]);
  const ignored = resultWith([
    { ...conforming, outOfLevel: [{ rule: 'VMS-WIRE-1', verdict: 'nonconform', cases: 3, run: 2 }] },
  ]);
  const page = pageOf(tested, resultWith([broken]), known, ignored, resultWith([], { dialect: 'qemu-7.2' }));
  expect(page.rules.every(({ cells }) => cells.length === 5)).toBe(true);
  expect([0, 1, 2, 3, 4].map((engine) => cell(page, 'VMS-WIRE-1', engine))).toEqual([
    { state: 'passes', tested: 12, violations: 0 },
    { state: 'fails', tested: 0, violations: 10 },
    { state: 'known', tested: 0, violations: 4 },
    { state: 'ignored', tested: 0, violations: 3 },
    { state: 'untested', tested: 0, violations: 0 },
  ]);
  expect(cell(page, 'VMS-AUTO-1', 4)).toMatchObject({ state: 'absent' });
  expect(page.verdict).toMatchObject({ outcome: 'nonconform' });
});

test('rules of an area are in the order of their numbers', () => {
  const numbers = pageOf(resultWith([]))
    .rules.filter(({ area }) => area === 'LOAD')
    .map(({ id }) => Number(id.split('-')[2]));
  expect(numbers.length).toBeGreaterThan(2);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('the verdict says what the result says', () => {
  expect(pageOf(resultWith([conforming])).verdict).toMatchObject({ outcome: 'conforms' });
  expect(pageOf(resultWith([neverJudged])).verdict).toMatchObject({ outcome: 'incomplete' });
  expect(pageOf(resultWith([conforming], { stopped: 'time is up' })).verdict).toMatchObject({ outcome: 'incomplete' });
  const known: CampaignResult['laws'][number] = {
    ...conforming,
    known: [{ rule: 'VMS-WIRE-2', verdict: 'nonconform', cases: 4, run: 2, lines: [5] }],
  };
  expect(pageOf(resultWith([known])).verdict).toMatchObject({ outcome: 'known' });
  expect(pageOf(resultWith([conforming]), resultWith([known])).verdict.text).toBe('2 of 2 engines conform.');
});

test('what fails a run beside its laws is a note', () => {
  const notes = pageOf(hostile).notes.map(({ kind, text }) => `${kind} ${text}`);
  expect(notes).toHaveLength(2);
  expect(notes[0]).toMatch(/^problem Outside the cases the engine crashed: /);
  expect(notes[1]).toMatch(/^problem Known-failing line 3 no longer fails: /);
});

test('a case that this version cannot read is shown without its device', () => {
  const document = readBackPage(resultJson(resultWith([broken]), context).replaceAll('"qemu-11.1"', '"qemu-99"'));
  const [finding] = pageOfResults([document], { version: '1.2.3', toC: () => 'never' }).findings;
  expect(finding).toMatchObject({ device: null, reproducers: [{ name: 'Command' }, { name: 'Case file' }] });
  expect(finding?.bytes).not.toBeNull();
});
