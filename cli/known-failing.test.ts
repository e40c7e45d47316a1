import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function checkWith(text: string, ...flags: readonly string[]): Promise<CommandRun> {
  await writeFile(join(folder, 'known.txt'), text);
  return command([
    'check',
    '--runs',
    '1000',
    '--law',
    'save/bytes',
    '--seed',
    '1',
    '--known-failing',
    join(folder, 'known.txt'),
    ...flags,
  ]);
}

it('fails when a line no longer fails, and says which', async () => {
  const { exit, out } = await checkWith('# ours\r\nsave/bytes | mended |');
  expect(exit).toBe(1);
  expect(out).toMatch(/no longer failing: [^\n]*\n[^\n]*\n {2}\S+known\.txt:2 +0 +save\/bytes +mended\n/);
});

it('refuses a broken list before anything runs', async () => {
  const { exit, out, err } = await checkWith('save/bytes | a |\nsave/nope | b |');
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(/^vmstate-conformance: --known-failing: \S+known\.txt:2: no law matches 'save\/nope'[^\n]*\n$/);
});

it('removes entries that no longer fail with --update-known, and leaves no temporary file', async () => {
  const { exit, out } = await checkWith('# ours\nsave/bytes | mended |', '--update-known');
  expect(exit).toBe(0);
  expect(out).toMatch(/known\.txt: 0 added, 1 removed, 0 in total\n- save\/bytes \| mended \|\n$/);
  expect(await readFile(join(folder, 'known.txt'), 'utf8')).toBe('# ours\n');
  expect(await readdir(folder)).toEqual(['known.txt']);
});

it('does not call a line stale that few cases gave no chance to fail', async () => {
  const { exit, out } = await command(['check', '--runs', '20', '--level', 'quirk', '--known-failing', 'releases']);
  expect(exit).toBe(0);
  expect(out).not.toContain('no longer failing');
});

it('needs a list to update', async () => {
  expect((await command(['check', '--update-known'])).exit).toBe(2);
});
