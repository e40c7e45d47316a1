import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BuildProblem } from './problem.ts';
import { firstLine, run, type Ran } from './run.ts';
import { treeParts } from './tree.ts';

/** A commit in a repository: an address, or a folder of this machine. */
export interface GitSource {
  readonly url: string;
  readonly ref: string;
}

/** Where a tree came from: its folder, and the commit that it is. */
export interface GitTree {
  readonly folder: string;
  readonly commit: string;
}

/**
 * What a build reads of a commit, in a folder that does not exist yet. Of an
 * address nothing else is fetched. Throws a BuildProblem.
 */
export async function checkOut({ url, ref }: GitSource, folder: string): Promise<GitTree> {
  // Both go to git as arguments: neither may be an option of its.
  if (ref === '' || ref.startsWith('-')) throw new BuildProblem(`'${ref}' is not a git ref`);
  if (url === '' || url.startsWith('-')) throw new BuildProblem(`'${url}' is not a repository`);
  await mkdir(folder, { recursive: true });
  return (await isFolder(url)) ? archive(resolve(url), ref, folder) : fetch(url, ref, folder);
}

/** The commit that a ref of a local repository names. */
export async function commitOf(repository: string, ref: string): Promise<string> {
  if (ref.startsWith('-')) throw new BuildProblem(`'${ref}' is not a git ref`);
  const ran = await git(['-C', repository, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (ran.code !== 0) throw new BuildProblem(`${repository} has no commit ${ref}${reason(ran)}`);
  return ran.stdout.trim();
}

/** A git that reads no configuration of a repository's pager or editor, and asks nobody for a password. */
export async function git(args: readonly string[], input?: string): Promise<Ran> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat', LC_ALL: 'C' };
  return run('git', args, input === undefined ? { env } : { env, input });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Out of a repository that is at hand: nothing is copied but the files themselves. */
async function archive(repository: string, ref: string, folder: string): Promise<GitTree> {
  const commit = await commitOf(repository, ref);
  const listed = await git(['-C', repository, 'ls-tree', '--name-only', commit, '--', ...treeParts]);
  const there = listed.stdout.split('\n').filter((name) => name !== '');
  const tar = join(folder, '.tree.tar');
  const made = await git(['-C', repository, 'archive', '--format=tar', '-o', tar, commit, '--', ...there]);
  if (made.code !== 0) throw new BuildProblem(`${repository} cannot give ${ref}${reason(made)}`);
  const unpacked = await run('tar', ['-xf', tar, '-C', folder]);
  if (unpacked.code !== 0) throw new BuildProblem(`${ref} cannot be unpacked${reason(unpacked)}`);
  return { folder, commit };
}

/** One commit, without the files that no build reads where the server can leave them out. */
async function fetch(url: string, ref: string, folder: string): Promise<GitTree> {
  const steps = [
    ['init', '--quiet', folder],
    ['-C', folder, 'config', 'remote.origin.url', url],
    ['-C', folder, 'config', 'remote.origin.promisor', 'true'],
    ['-C', folder, 'config', 'remote.origin.partialclonefilter', 'blob:none'],
    ['-C', folder, 'sparse-checkout', 'set', '--no-cone', ...treeParts.map((part) => `/${part}`)],
    ['-C', folder, 'fetch', '--quiet', '--depth=1', '--filter=blob:none', 'origin', ref],
    ['-C', folder, 'checkout', '--quiet', '--detach', 'FETCH_HEAD'],
  ];
  for (const step of steps) {
    const ran = await git(step);
    if (ran.code !== 0) {
      throw new BuildProblem(
        `${ref} cannot be fetched from ${url}${reason(ran)}`,
        'give a branch, a tag or a whole commit id; HEAD~5 and the like need a clone of yours (--git DIR)',
      );
    }
  }
  return { folder, commit: await commitOf(folder, 'HEAD') };
}

function reason({ code, stderr }: Ran): string {
  const said = code === 127 ? 'git is not installed' : firstLine(stderr);
  return said === '' ? '' : `: ${said}`;
}
