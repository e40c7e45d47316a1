import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { root } from './documents/documents.ts';

/** Campaigns with the processes that users have: needs a finished build. */
const main = join(root, 'dist/cli/main.js');
const campaign = ['fuzz', '--no-corpus', '--runs', '1600', '--seed', '3', '--chunk', '100', '--jobs', '2'];

function run(folder: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [main, ...args], { cwd: folder });
  expect(status).toBe(0);
}

/** Kills the campaign as soon as it has so many chunks. */
async function killed(folder: string, args: readonly string[], out: string, chunks: number): Promise<void> {
  const child = spawn(process.execPath, [main, ...args, '--out', out], { cwd: folder, stdio: 'ignore' });
  const counted = (): number => {
    const path = join(folder, out, 'chunks');
    return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.ndjson')).length : 0;
  };
  while (counted() < chunks) await sleep(20);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

it('shards that are killed twice and resumed merge to the stream of an uninterrupted run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  run(folder, [...campaign, '--out', 'whole']);
  for (const shard of ['1', '2']) {
    const args = [...campaign, '--shard', `${shard}/2`];
    await killed(folder, args, shard, 1);
    await killed(folder, args, shard, 4);
    run(folder, [...args, '--out', shard]);
  }
  run(folder, ['merge', '2', '1', '--stream', 'merged.ndjson']);
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  expect(text('merged.ndjson')).toBe(text('whole/stream.ndjson'));
  expect(text('merged.ndjson').split('\n').length).toBe(16 + 3);
});

/** A campaign whose engine takes its time, in a group of its own as a shell has it. */
function slow(folder: string): ChildProcess {
  const engine = `python3 ${join(root, 'adapters/python/vmstate_engine.py')}`;
  const args = ['fuzz', '--no-corpus', '--engine-cmd', engine, '--runs', '20000', '--chunk', '20', '--jobs', '2'];
  return spawn(process.execPath, [main, ...args, '--out', 'out', '--stream', 's.ndjson'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

async function hasChunks(folder: string): Promise<void> {
  const chunks = join(folder, 'out/chunks');
  while (!existsSync(chunks) || !readdirSync(chunks).some((name) => name.endsWith('.ndjson'))) await sleep(20);
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s to the whole group ends a campaign with what it has', async (signal, exit) => {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  const child = slow(folder);
  const end = ended(child);
  await hasChunks(folder);
  process.kill(-(child.pid ?? 0), signal);
  const { code, said } = await end;
  expect(said).toMatch(/\n\d+ cases, .*no findings/);
  expect(code).toBe(exit);
  expect(readFileSync(join(folder, 's.ndjson'), 'utf8')).toMatch(/"kind":"end"/);
});

it('ends when a chunk cannot be written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  const child = slow(folder);
  const end = ended(child);
  await hasChunks(folder);
  rmSync(join(folder, 'out/chunks'), { recursive: true });
  writeFileSync(join(folder, 'out/chunks'), '');
  const { code, said } = await end;
  // The second: a chunk was written between the two.
  expect(said).toMatch(/chunks\/\d+\.ndjson cannot be written \((ENOTDIR|ENOENT)/);
  expect(code).toBe(2);
});
