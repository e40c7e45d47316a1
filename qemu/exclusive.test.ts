import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exclusively, ownMark, removeLeftovers } from './exclusive.ts';
import { interruptible } from './interrupt.ts';
import { BuildProblem } from './problem.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmstate-conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The mark of a process that has ended. */
function deadMark(): string {
  return `@${hostname()}@${spawnSync(process.execPath, ['-e', '0']).pid}`;
}

const noWait = (): void => undefined;

it('lets one at a time', async () => {
  const lock = join(folder, 'one.lock');
  let inside = 0;
  let most = 0;
  const waits: string[] = [];
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => exclusively(lock, (holder) => waits.push(holder), work)));
  expect(most).toBe(1);
  expect(waits).toContain(`process ${process.pid}`);
  expect(await readdir(folder)).toEqual([]);
});

it('does not wait for a process that died', async () => {
  const lock = join(folder, 'dead.lock');
  await writeFile(lock, deadMark());
  expect(await exclusively(lock, noWait, () => Promise.resolve(1))).toBe(1);
});

it('frees the lock when the work fails', async () => {
  const lock = join(folder, 'failing.lock');
  await expect(exclusively(lock, noWait, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});

it('stops waiting when it is interrupted', async () => {
  const lock = join(folder, 'held.lock');
  await writeFile(lock, ownMark());
  const controller = new AbortController();
  const waiting = interruptible(controller.signal, () =>
    exclusively(
      lock,
      () => {
        controller.abort();
      },
      () => Promise.resolve(),
    ),
  );
  await expect(waiting).rejects.toBeInstanceOf(BuildProblem);
  await rm(lock);
});

it('removes what dead processes left, and nothing else', async () => {
  const kept = ['qemu-11.1', `.building-a${ownMark()}`, '.building-b@elsewhere.example@1'];
  for (const name of [...kept, `.building-c${deadMark()}`]) await mkdir(join(folder, name));
  await removeLeftovers(folder);
  expect((await readdir(folder)).sort()).toEqual([...kept].sort());
});
