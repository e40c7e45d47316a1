import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bisect, type BisectVerdict } from './bisect.ts';
import { commitOf, git } from './git.ts';

let work = '';
let repository = '';
/** The subject of each commit by its id. */
const subjects = new Map<string, number>();

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'vmstate-bisect-'));
  repository = join(work, 'repository');
  await git(['init', '--quiet', '--initial-branch=main', repository]);
  await mkdir(join(repository, 'migration'));
  for (let k = 0; k < 8; k++) {
    await writeFile(join(repository, 'migration/vmstate.c'), `${k}\n`);
    await git(['-C', repository, 'add', '.']);
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    await git(['-C', repository, ...who, 'commit', '--quiet', '-m', `change ${k}`]);
    subjects.set(await commitOf(repository, 'HEAD'), k);
  }
});
afterEach(() => rm(work, { recursive: true, force: true }));

async function find(judgeOf: (k: number) => BisectVerdict): Promise<{ found: string; lines: string[] }> {
  const lines: string[] = [];
  const found = await bisect({
    repository,
    good: 'main~7',
    bad: 'main',
    work,
    judge: (commit) => Promise.resolve(judgeOf(subjects.get(commit) ?? -1)),
    onProgress: (line) => lines.push(line),
  });
  return { found, lines };
}

it('finds the first bad commit', async () => {
  const { found, lines } = await find((k) => (k < 5 ? 'good' : 'bad'));
  expect(found).toContain(`${await commitOf(repository, 'main~2')} is the first bad commit`);
  expect(found).toContain('change 5');
  expect(lines.slice(0, 2)).toEqual(['main~7: good', 'main: bad']);
});

it('goes around a commit that does not build', async () => {
  const { found } = await find((k) => (k === 3 ? 'skip' : k < 6 ? 'good' : 'bad'));
  expect(found).toContain('change 6');
});

it('says when only commits are left that do not build', async () => {
  await expect(find((k) => (k === 0 ? 'good' : k === 7 ? 'bad' : 'skip'))).rejects.toThrow('git bisect gives up');
});

it('judges both ends first', async () => {
  await expect(find(() => 'bad')).rejects.toThrow('main~7 was given as good, but is bad');
  await expect(find(() => 'good')).rejects.toThrow('main was given as bad, but is good');
  await expect(find(() => 'skip')).rejects.toThrow('main~7 was given as good, but is nothing that can be built');
});
