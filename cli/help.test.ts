import { expect, it } from 'vitest';
import { command } from './fixtures.ts';

it.each(['check', 'fuzz', 'replay', 'merge', 'worker'])('the help of %s has all its exit codes', async (name) => {
  const { out } = await command([name, '--help']);
  expect(out).toContain('Exit codes: ');
  expect(out).toContain('130, 143 or 129 interrupted');
});

it('times have units', async () => {
  expect((await command(['worker', '--help'])).out).toContain('(default: 30s)');
});
