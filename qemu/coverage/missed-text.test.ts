import { expect, it } from 'vitest';
import { rangesText } from './missed-text.ts';

it('joins neighbours', () => {
  expect(rangesText([1, 2, 3, 7, 9, 10])).toBe('1-3, 7, 9-10');
  expect(rangesText([])).toBe('');
});
