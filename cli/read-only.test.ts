import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyNotWritable } from './files.ts';
import { command } from './fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-only-'));
const file = join(folder, 'file');
writeFileSync(file, '');
const fuzz = ['fuzz', '--jobs', '1', '--runs', '20', '--seed', '1'];
const isRoot = process.getuid?.() === 0;

describe('a folder that cannot be made', () => {
  it.each([
    ['--out', ['--no-corpus', '--out', join(file, 'x')], ''],
    ['--corpus', ['--corpus', join(file, 'x')], '; --no-corpus keeps nothing'],
  ])('of %s is told in one line, before anything is judged', async (option, flags, more) => {
    const { exit, out, err } = await command([...fuzz, ...flags]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toBe(`vmstate-conformance: ${option}: ${join(file, 'x')} cannot be made: ${file} is a file${more}\n`);
  });

  it.runIf(process.platform === 'linux')('is told without a wrong code', async () => {
    expect(await whyNotWritable('/proc/none/x')).toBe('/proc/none/x cannot be made: /proc takes no new folder');
  });

  // Root may write everywhere.
  it.skipIf(isRoot)('is below a read-only one, or is one', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    expect(await whyNotWritable(join(closed, 'x'))).toBe(
      `${join(closed, 'x')} cannot be made: ${closed} takes no new folder (EACCES)`,
    );
    expect(await whyNotWritable(closed)).toBe(`${closed} cannot be written (EACCES)`);
  });
});
