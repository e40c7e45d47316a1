import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noticesOf } from './notices.ts';

function packageIn(folder: string, name: string, license: string | null): string {
  const own = join(folder, 'node_modules', name);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), JSON.stringify({ name, version: '1.2.3' }));
  if (license !== null) writeFileSync(join(own, 'LICENSE.md'), `${license}\n`);
  return join(own, 'lib/index.js');
}

it('passes on the licence of each package once, and of own modules none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  const [a, b] = [packageIn(folder, '@scope/a', 'as you like'), packageIn(folder, 'b', 'never')];
  expect(noticesOf([a, b, join(a, '../other.js'), join(folder, 'own.js')])).toBe(
    '@scope/a 1.2.3\n\nas you like\n\n---\n\nb 1.2.3\n\nnever\n',
  );
});

it('builds nothing of a package without a licence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  expect(() => noticesOf([packageIn(folder, 'c', null)])).toThrow(/has no file with its licence/);
});
