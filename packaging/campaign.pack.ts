import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
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
