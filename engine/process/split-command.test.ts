import { expect, test } from 'vitest';
import { splitCommand } from './split-command.ts';

test.each<[string, string[]]>([
  ['prog', ['prog']],
  ['  prog  -a\tb\n', ['prog', '-a', 'b']],
  [`prog 'a b' "c d"`, ['prog', 'a b', 'c d']],
  [`prog ''`, ['prog', '']],
  [`pre"mid dle"'post'`, ['premid dlepost']],
  [String.raw`a\ b \"c\' \\`, ['a b', `"c'`, '\\']],
  [String.raw`"a\"b \$x \n \\"`, [String.raw`a"b $x \n \ `.trim()]],
  [String.raw`'a\b'`, [String.raw`a\b`]],
  ['a\\\nb "c\\\nd"', ['ab', 'cd']],
  ['$HOME *.c ~ a;b | c', ['$HOME', '*.c', '~', 'a;b', '|', 'c']],
])('%j', (text, words) => {
  expect(splitCommand(text)).toEqual({ status: 'ok', words });
});

test.each([
  [`prog 'a`, 'a single quote is never closed'],
  [`prog "a\\"`, 'a double quote is never closed'],
  ['prog \\', 'a backslash at the end escapes nothing'],
  ['', 'the command is empty'],
  ['   ', 'the command is empty'],
])('%j is refused', (text, message) => {
  expect(splitCommand(text)).toMatchObject({ status: 'error', message: expect.stringContaining(message) as unknown });
});
