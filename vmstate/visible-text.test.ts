import { expect, it } from 'vitest';
import { visibleLines, visibleText } from './visible-text.ts';

it.each([
  ['plain näme', 'plain näme'],
  ['\u001b[2J\u001b]0;title\u0007', '\\u001b[2J\\u001b]0;title\\u0007'],
  ['a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['\u009b31m\u202eabc\u2066', '\\u009b31m\\u202eabc\\u2066'],
  ['\u2028\ufeff\ud800', '\\u2028\\ufeff\\ud800'],
])('escapes %j', (text, visible) => {
  expect(visibleText(text)).toBe(visible);
});

it('keeps the lines of a text', () => {
  expect(visibleLines('a\tb\n\u001b[1mc\r\n')).toBe('a\tb\n\\u001b[1mc\\r\n');
});
