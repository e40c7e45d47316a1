import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { interruption } from './interrupt.ts';
import { BuildProblem } from './problem.ts';

/** Ends the name of what a process makes for itself alone: another can tell whether it still runs. */
export function ownMark(): string {
  return `@${hostname()}@${process.pid}`;
}

/** A lock of another machine, whose processes cannot be seen, holds for longer than any build takes. */
const FOREIGN_MS = 15 * 60_000;

const POLL_MS = 200;

/**
 * Runs work that no other process may do at the same time, as a build under one name:
 * waits for the one that holds the lock, and takes the lock of one that died.
 * Throws a BuildProblem if the wait is interrupted.
 */
export async function exclusively<T>(
  lock: string,
  onWait: (holder: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(lock), { recursive: true });
  let told = false;
  while (!(await acquire(lock))) {
    const holder = await readFile(lock, 'utf8').catch(() => '');
    if (holder !== '' && (await isStale(lock, holder))) {
      await takeAway(lock, holder);
      continue;
    }
    if (!told && holder !== '') onWait(`process ${holder.split('@')[2] ?? ''}`);
    told ||= holder !== '';
    await sleep(POLL_MS, undefined, { signal: interruption() }).catch(() => {
      throw new BuildProblem('interrupted');
    });
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function acquire(lock: string): Promise<boolean> {
  const file = await open(lock, 'wx').catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return null;
    throw new BuildProblem(`${lock} cannot be written (${codeOf(error)})`);
  });
  if (file === null) return false;
  await file.writeFile(ownMark());
  await file.close();
  return true;
}

async function isStale(path: string, mark: string): Promise<boolean> {
  const [, host, pid] = mark.split('@');
  if (host === hostname()) return !isAlive(Number(pid));
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > FOREIGN_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives, too.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Of several that find a stale lock one takes it away; a fresh one that was taken by mistake goes back. */
async function takeAway(lock: string, stale: string): Promise<void> {
  const aside = `${lock}-${randomUUID()}`;
  const taken = await rename(lock, aside).then(
    () => true,
    () => false,
  );
  if (!taken) return;
  if ((await readFile(aside, 'utf8').catch(() => stale)) === stale) await rm(aside, { force: true });
  else await rename(aside, lock);
}

/** Removes what processes of this machine that no longer run left in a folder under their own marks. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const mark = /@[^@]+@\d+$/.exec(name)?.[0];
    if (mark === undefined || !mark.startsWith(`@${hostname()}@`)) continue;
    const path = join(folder, name);
    if (await isStale(path, mark)) await rm(path, { recursive: true, force: true });
  }
}
