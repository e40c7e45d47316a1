import { expect, it } from 'vitest';
import type { RuleId } from '../../spec/rules.ts';
import { conforming } from '../fixtures/result.ts';
import { lawTable } from './law-table.ts';
import { createPaint } from './paint.ts';

it('writes neighbouring rules as ranges', () => {
  const ids: RuleId[] = ['VMS-WIRE-3', 'VMS-WIRE-1', 'VMS-WIRE-2', 'VMS-WIRE-5', 'VMS-COUNT-2', 'VMS-COUNT-3', 'VMS-EXIST-1'];
  const text = lawTable([{ ...conforming, law: { ...conforming.law, rules: ids } }], createPaint(false));
  expect(text.split('\n')[1]).toBe('save/bytes  WIRE-1..3,5 COUNT-2,3 EXIST-1  90 (10 skipped)  ✓ conforms');
});
