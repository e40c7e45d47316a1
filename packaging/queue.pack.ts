import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, startRedis } from '../bench/redis.ts';
import { root } from './documents/documents.ts';

/*
 * A queue with a real server (Debian: redis-server) and the processes that users
 * have: needs a finished build.
 */
const main = join(root, 'dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'queue-'));
const campaign = ['fuzz', '--no-corpus', '--engine', 'right', '--runs', '3000', '--chunk', '100', '--seed', '3'];

/** It has its tasks after a restart. */
const APPEND = ['--appendonly', 'yes'];

let url = '';
let port = 0;
let server: ChildProcess | null = null;
const children: ChildProcess[] = [];

beforeAll(async () => {
  writeFileSync(
    join(folder, 'vmstate-conformance.config.json'),
    JSON.stringify({ engines: { right: { build: 'reference' } } }),
  );
  port = await freePort();
  url = `redis://localhost:${port}`;
  server = startRedis(port, folder, APPEND);
});

afterAll(() => {
  for (const child of [...children, server]) child?.kill('SIGKILL');
});

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Resolves when a worker has done its first task, and is at the next. */
function busy(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    worker.stderr?.on('data', (bytes: Buffer) => {
      if (bytes.toString().includes('done')) resolve();
    });
  });
}

it('loses two of four workers in mid-chunk and its server once, and comes to what one process comes to', async () => {
  const workers = Array.from({ length: 4 }, () => start(['worker', '--queue', url, '--lost-after', '4s']));
  const fuzz = start([...campaign, '--queue', url, '--in-flight', '16', '--out', 'queued']);
  const end = ended(fuzz);
  const [first, second] = workers;
  if (first === undefined || second === undefined) throw new Error('unreachable');
  for (const worker of [first, second]) {
    await busy(worker);
    await sleep(50);
    worker.kill('SIGKILL');
  }
  const down = server === null ? Promise.resolve(null) : ended(server);
  server?.kill('SIGTERM');
  await down;
  await sleep(300);
  server = startRedis(port, folder, APPEND);
  expect(await end).toBe(0);
  const alone = spawnSync(process.execPath, [main, ...campaign, '--jobs', '1', '--out', 'alone'], { cwd: folder });
  expect(alone.status).toBe(0);
  const stream = (name: string): string => readFileSync(join(folder, name, 'stream.ndjson'), 'utf8');
  expect(stream('queued')).toBe(stream('alone'));
});

it('a worker runs no engine that its own configuration does not name', async () => {
  const other = mkdtempSync(join(tmpdir(), 'other-'));
  writeFileSync(
    join(other, 'vmstate-conformance.config.json'),
    JSON.stringify({ engines: { another: { build: 'reference' } } }),
  );
  for (const child of children) child.kill('SIGKILL');
  const fuzz = start([...campaign, '--queue', url]);
  const worker = spawn(process.execPath, [main, 'worker', '--queue', url], {
    cwd: other,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(worker);
  let told = '';
  worker.stderr.on('data', (bytes: Buffer) => (told += bytes.toString()));
  expect(await ended(worker)).toBe(2);
  expect(told).toContain("the configuration names no engine 'right'");
  fuzz.kill('SIGINT');
  expect(await ended(fuzz)).toBe(130);
});

it('says what is missing where nothing answers', () => {
  const args = ['fuzz', '--no-corpus', '--engine', 'right', '--queue', 'redis://:secret@localhost:1'];
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, 'vmstate-conformance: --queue: redis://***@localhost:1 does not answer\n']);
});
