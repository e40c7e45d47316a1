import { expect, it } from 'vitest';
import { rules } from '../../spec/rules/rules.ts';
import { rulesJson } from '../json/rules-json.ts';
import type { LastCheck } from '../rule-entries.ts';
import { renderRules } from './rules.ts';

const last: LastCheck = {
  engine: 'sample 2',
  dialect: 'qemu-11.1',
  seed: -5,
  time: '2026-01-02T03:04:05Z',
  ruleCoverage: { cases: 9, rules: { 'VMS-WIRE-1': 7, 'VMS-WIRE-2': 1 } },
};

it('prints each rule with level, dialects, source, statement and laws', () => {
  const text = renderRules(null, false);
  expect(text).toContain(
    'VMS-COUNT-4 must qemu-7.2, qemu-8.2, qemu-10.0, qemu-10.2; vmstate.c:vmstate_n_elems\n  VMS_MULTIPLY_ELEMENTS multiplies the count by num; the product wraps like a 32-bit C int.\n  checked by save/bytes',
  );
  for (const { id } of rules) expect(text).toContain(`${id} `);
  expect(text).toMatch(/^No counts: /);
});

it('says how often the last check put a rule to the test', () => {
  const paragraphs = renderRules(last, false).split('\n\n');
  const of = (id: string): string => paragraphs.find((text) => text.startsWith(`${id} `))?.replace(/\n */g, ' ') ?? '';
  expect(of('VMS-WIRE-1')).toMatch(/; tested by 7 cases$/);
  expect(of('VMS-WIRE-2')).toMatch(/; tested by 1 case$/);
  expect(of('VMS-WIRE-3')).toMatch(/; never tested$/);
  // Not in that dialect.
  expect(of('VMS-COUNT-4')).not.toContain('test');
  expect(paragraphs[0]?.replaceAll('\n', ' ')).toBe(
    'Cases are counted of one check: sample 2, judged by qemu-11.1 at 2026-01-02T03:04:05Z (seed -5, 9 cases counted). --last FILE counts those of another.',
  );
});

it('says the same in JSON', () => {
  const some = (...entries: readonly object[]): unknown =>
    expect.arrayContaining(entries.map((entry): unknown => expect.objectContaining(entry)));
  const document: unknown = JSON.parse(rulesJson(last));
  expect(document).toMatchObject({
    last: { dialect: 'qemu-11.1', cases: 9 },
    rules: some(
      { id: 'VMS-WIRE-1', level: 'must', testedCases: 7 },
      { id: 'VMS-WIRE-2', testedCases: 1 },
      { id: 'VMS-WIRE-3', testedCases: 0 },
    ),
  });
  expect(JSON.parse(rulesJson(null))).toMatchObject({
    last: null,
    rules: some({ id: 'VMS-WIRE-1', testedCases: null }),
  });
});
