import { expect, it } from 'vitest';
import type { LawOutcome } from '../spec/law.ts';
import { saveBytes } from '../spec/laws/save/bytes.ts';
import type { RuleId } from '../spec/rules/rules.ts';
import type { Violation } from '../spec/violation.ts';
import { sampleCase } from '../vmstate/case/sample.test-help.ts';
import { createMatcher } from './known-failing/matcher.ts';
import { lawResultOf } from './law-result.ts';
import type { LawResult } from './result.ts';
import { count, emptyTally } from './tally.ts';

function violation(rule: RuleId, verdict: Violation['verdict'] = 'nonconform'): Violation {
  return { law: 'save/bytes', rule, verdict, summary: '', evidence: { kind: 'answer', expected: '', received: '' } };
}

const outcomes: readonly LawOutcome[] = [
  null,
  'skip',
  violation('VMS-WIRE-2'),
  violation('VMS-WIRE-1'),
  violation('VMS-WIRE-1', 'crashed'),
  violation('VMS-WIRE-1', 'unsupported'),
  violation('VMS-WIRE-2'),
];

function told(order: readonly number[]): LawResult {
  const tally = emptyTally(saveBytes);
  for (const run of order) count(tally, { run, of: sampleCase }, outcomes[run] ?? null, createMatcher([]));
  return lawResultOf(tally, 'quirk', null);
}

it('gives the same result for any order of outcomes', () => {
  const runs = outcomes.map((_, run) => run);
  const result = told(runs);
  expect(result).toMatchObject({
    skipped: 1,
    verdicts: { conform: 1, nonconform: 3, crashed: 1, unsupported: 1 },
  });
  expect(result.failing).toEqual([
    { rule: 'VMS-WIRE-2', verdict: 'nonconform', cases: 2, run: 2 },
    { rule: 'VMS-WIRE-1', verdict: 'nonconform', cases: 1, run: 3 },
    { rule: 'VMS-WIRE-1', verdict: 'crashed', cases: 1, run: 4 },
  ]);
  expect(told([...runs].reverse())).toEqual(result);
  expect(told([3, 6, 0, 5, 2, 4, 1])).toEqual(result);
});
