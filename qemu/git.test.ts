import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOut, commitOf, git } from './git.ts';

let work = '';
let clone = '';

async function commit(version: string): Promise<void> {
  await writeFile(join(clone, 'VERSION'), version);
  await git(['-C', clone, 'add', '.']);
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  await git(['-C', clone, ...who, 'commit', '--quiet', '-m', version]);
}

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'vmstate-git-'));
  clone = join(work, 'clone');
  await git(['init', '--quiet', '--initial-branch=main', clone]);
  await git(['-C', clone, 'config', 'uploadpack.allowFilter', 'true']);
  for (const folder of ['migration', 'hw']) {
    await mkdir(join(clone, folder));
    await writeFile(join(clone, folder, 'file.c'), 'int x;\n');
  }
  await commit('1');
  await commit('2');
});

afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

describe('checkOut', () => {
  it('takes what a build reads, and nothing else, out of a clone', async () => {
    const tree = await checkOut({ url: clone, ref: 'HEAD~1' }, join(work, 'older'));
    expect(await readFile(join(tree.folder, 'VERSION'), 'utf8')).toBe('1');
    expect(await readdir(tree.folder)).toEqual(expect.arrayContaining(['VERSION', 'migration']));
    expect(await readdir(tree.folder)).not.toContain('hw');
    expect(tree.commit).toBe(await commitOf(clone, 'main~1'));
  });

  it('fetches the same from an address', async () => {
    const tree = await checkOut({ url: pathToFileURL(clone).href, ref: 'main' }, join(work, 'fetched'));
    expect(await readFile(join(tree.folder, 'VERSION'), 'utf8')).toBe('2');
    expect(await readdir(tree.folder)).not.toContain('hw');
    expect(tree.commit).toBe(await commitOf(clone, 'main'));
  });

  it.each([
    ['clone', 'nothing', /has no commit nothing/],
    ['address', 'nothing', /nothing cannot be fetched from file:/],
    ['clone', '--upload-pack=x', /is not a git ref/],
  ])('says what a %s lacks', async (kind, ref, says) => {
    const url = kind === 'clone' ? clone : pathToFileURL(clone).href;
    await expect(checkOut({ url, ref }, join(work, `lacks-${kind}`))).rejects.toThrow(says);
  });
});
