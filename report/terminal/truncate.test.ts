import { expect, test } from 'vitest';
import { aroundDifference, truncate } from './truncate.ts';

const name = `${'n'.repeat(250)}/extra`;

test.each([
  ['dev/regs[2].ctl uint32', 'dev/regs[2].ctl uint32'],
  [`load of ${name}, done`, `load of ${'n'.repeat(32)}…nnnnnn/extra (256 characters), done`],
  [`{"wire":"${'00'.repeat(2 * 1024 * 1024)}"}`, '{"wire":"2,097,152 bytes of 00"}'],
  [
    `2a${'00'.repeat(100)}ff${'11'.repeat(15)}${'22'.repeat(16)}`,
    `2a … 100 bytes of 00 … ff${'11'.repeat(15)} … 16 bytes of 22`,
  ],
  ['00'.repeat(40), '00'.repeat(40)],
  ['0123456789abcdef'.repeat(10), `0123456789abcdef0123456789abcdef…456789abcdef (160 characters)`],
])('%#', (text, short) => {
  expect(truncate(text)).toBe(short);
});

test('a character is not cut in two', () => {
  expect(truncate('\u{1f50c}'.repeat(100))).toBe(
    `${'\u{1f50c}'.repeat(32)}…${'\u{1f50c}'.repeat(12)} (100 characters)`,
  );
});

test('long texts are cut around their difference', () => {
  const same = 'pre_save dev, '.repeat(50);
  const [a, b] = aroundDifference(`${same}post_save dev`, `${same}needed dev/x`);
  expect(a).toMatch(/^\(580 characters alike\) …(ve dev, |pre_save dev, )+post_save dev$/);
  expect(b).toMatch(/, needed dev\/x$/);
  const [c] = aroundDifference(`x${same}`, `y${same}`);
  expect(c).toMatch(/^xpre_save dev, .*… \(301 characters more\)$/);
});

test('makes what would break a line visible', () => {
  expect(truncate('le\fvel\n\u001b[31m \u2028 é')).toBe(String.raw`le\u000cvel\n\u001b[31m \u2028 é`);
  expect(aroundDifference('one\ntwo\u0007', 'b')).toEqual([
    String.raw`one
two\u0007`,
    'b',
  ]);
});
