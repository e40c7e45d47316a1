import { expect, test } from 'vitest';
import { sanitizing } from './sanitize.ts';

test('the flags stand behind those of the user', () => {
  expect(sanitizing({ CFLAGS: '-O0', CC: 'clang' })).toEqual({
    CC: 'clang',
    CFLAGS: '-O0 -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer',
  });
  expect(sanitizing({})['CFLAGS']).toMatch(/^-O1 -fsanitize/);
});
