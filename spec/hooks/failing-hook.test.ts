import { expect, test } from 'vitest';
import { failingResults, positiveResults } from '../../vmstate/hooks.ts';
import { failureCode } from './failing-hook.ts';

test('every result is as common as any other, whatever else the seed decides', () => {
  const expected = [...failingResults, ...positiveResults].toSorted((a, b) => a - b);
  for (const low of [0, 1, 2, 3]) {
    const codes = Array.from({ length: 400 }, (_, i) => failureCode(((i << 2) | low) >>> 0));
    expect([...new Set(codes)].toSorted((a, b) => a - b)).toEqual(expected);
    for (const code of expected) expect(codes.filter((each) => each === code)).toHaveLength(400 / expected.length);
  }
});
