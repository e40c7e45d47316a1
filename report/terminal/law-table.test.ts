import { expect, it } from 'vitest';
import type { RuleId } from '../../spec/rules/rules.ts';
import { conforming, neverJudged, resultWith } from '../fixtures/result.ts';
import { lawTable } from './law-table.ts';
import { createColors } from './colors.ts';

const sample = resultWith([]);

it('writes neighbouring rules as ranges', () => {
  const ids: RuleId[] = [
    'VMS-WIRE-3',
    'VMS-WIRE-1',
    'VMS-WIRE-2',
    'VMS-WIRE-5',
    'VMS-COUNT-2',
    'VMS-COUNT-3',
    'VMS-EXIST-1',
  ];
  const text = lawTable([{ ...conforming, law: { ...conforming.law, rules: ids } }], sample, createColors(false));
  expect(text.split('\n')[1]).toBe('save/bytes  WIRE-1..3,5 COUNT-2,3 EXIST-1  90 (10 skipped)  ✓ conforms');
});

it('says why a law judged nothing', () => {
  const needy = { ...neverJudged, law: { ...neverJudged.law, needs: ['op:vmdesc'] } };
  const text = (features: readonly string[]): string | undefined =>
    lawTable([needy], { ...sample, engine: { ...sample.engine, features } }, createColors(false)).split('\n')[1];
  expect(text([])).toMatch(/ 0 \(100 skipped\) {2}not judged \(needs op:vmdesc, which the engine does not list\)$/);
  expect(text(['op:vmdesc'])).toMatch(/ {2}not judged \(no case was about it\)$/);
});

it('says so where a law is about other releases', () => {
  const other = { ...neverJudged, law: { ...neverJudged.law, rules: ['VMS-SIZE-4'] as const } };
  expect(lawTable([other], { ...sample, dialect: 'qemu-10.2' }, createColors(false))).toMatch(
    /not judged \(it is not about qemu-10.2\)$/,
  );
});
