import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type CommandRun } from './fixtures.ts';
import type { Io } from './io.ts';

const engineThatNeverSaves = `
const hello = {
  status: 'ok', protocol: 1, engine: { name: 'never', version: '1', language: 'JavaScript' }, dialect: 'qemu-11.1',
  view: 'memory', abi: null,
  features: ['VMS_SINGLE', 'VMS_ARRAY', 'VMS_STRUCT', 'info:uint8', 'info:uint32', 'info:buffer'],
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, op } = JSON.parse(line);
  console.log(JSON.stringify({ id, ...(op === 'hello' ? hello : { status: 'error', message: 'no' }) }));
});
`;

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

describe('an update of an engine that fails in every case', () => {
  const updated = async (runs: string, flags: readonly string[], part: Partial<Io> = {}): Promise<CommandRun> => {
    const path = join(folder, 'never.cjs');
    await writeFile(path, engineThatNeverSaves);
    const list = join(folder, 'never.txt');
    await writeFile(list, '');
    const engine = ['--engine-cmd', `'${process.execPath}' '${path}'`];
    const which = ['--runs', runs, '--seed', '1', '--law', 'save/bytes', '--known-failing', list, '--update-known'];
    return await command(['check', ...engine, ...which, ...flags], part);
  };

  it('judges all runs', async () => {
    const { exit, out } = await updated('250', []);
    expect(exit).toBe(0);
    expect(out).not.toMatch(/Stopped after|incomplete/);
    expect(out).toMatch(/never\.txt: [1-9]\d* added/);
  });

  it('says that the list may be incomplete where a limit ends the run', async () => {
    const { exit, out } = await updated('250', ['--max-failures', '5']);
    expect(exit).toBe(0);
    expect(out).toMatch(/never\.txt may be incomplete: the run ended after \d+ of 250 runs \(5 failing cases alike: /);
  });

  it('does not write the list of an interrupted run, and says so', async () => {
    const { exit, err } = await updated('250', [], { signal: AbortSignal.abort() });
    expect(exit).toBe(130);
    expect(err).toMatch(/--update-known: \S+never\.txt was not written: interrupted\n$/);
    expect(await readFile(join(folder, 'never.txt'), 'utf8')).toBe('');
  });
});
