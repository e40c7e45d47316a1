import { access, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exclusively, ownMark, removeLeftovers } from './exclusive.ts';
import { BuildProblem } from './problem.ts';
import { firstLine, run } from './run.ts';

/** QEMU's own C files that are part of a file of the adapter: which of its files that is. */
export const includedFiles = {
  'migration/vmstate.c': 'engine.c',
  'migration/vmstate-types.c': 'types.c',
} as const;

export type IncludedFile = keyof typeof includedFiles;

/** The same, of the stream below the engine. */
export const streamFile = 'migration/qemu-file.c';

/** The file of the adapter that it is part of. */
export const streamIncludedIn = 'stream.c';

/** QEMU's own C files that are compiled beside them. */
export const compiledFiles: readonly string[] = [
  'qobject/json-writer.c',
  'util/unicode.c',
  'util/error.c',
  'util/bitops.c',
];

/** What a build reads of a tree. */
export const treeParts: readonly string[] = [
  'VERSION',
  'migration',
  'include',
  'qobject',
  'util/unicode.c',
  'util/error.c',
  'util/bitops.c',
];

const needed: readonly string[] = [
  'VERSION',
  'migration/trace-events',
  'include/migration/vmstate.h',
  ...Object.keys(includedFiles),
  streamFile,
  ...compiledFiles,
];

/** Throws unless the folder is a QEMU tree with all that a build reads. */
export async function checkTree(folder: string): Promise<void> {
  for (const file of needed) {
    const there = await access(join(folder, file)).then(
      () => true,
      () => false,
    );
    if (!there) throw new BuildProblem(`${folder} is not a QEMU source tree: it has no ${file}`);
  }
}

export async function treeVersion(folder: string): Promise<string> {
  return (await readFile(join(folder, 'VERSION'), 'utf8')).trim();
}

/** Unpacks what a build reads of an archive, once; later calls find it there. */
export async function unpack(
  archive: string,
  sources: string,
  tell: (line: string) => void = () => undefined,
): Promise<string> {
  const folder = join(sources, basename(archive).replace(/\.orig\.tar\.xz$/, ''));
  if (await isTree(folder)) return folder;
  const onWait = (holder: string): void => {
    tell(`waiting for ${holder}, which unpacks ${archive}`);
  };
  // Who replaces a folder takes it from those who build from it.
  await exclusively(`${folder}.lock`, onWait, async () => {
    if (!(await isTree(folder))) await unpackInto(folder, archive, sources);
  });
  return folder;
}

async function isTree(folder: string): Promise<boolean> {
  return checkTree(folder).then(
    () => true,
    () => false,
  );
}

async function unpackInto(folder: string, archive: string, sources: string): Promise<void> {
  await removeLeftovers(sources);
  const beside = join(sources, `.unpacking-${basename(folder)}${ownMark()}`);
  await mkdir(beside, { recursive: true });
  try {
    const patterns = treeParts.map((part) => `*/${part}`);
    const tar = ['-xJf', archive, '-C', beside, '--strip-components=1'];
    const wild = ['--anchored', '--wildcards', '--no-wildcards-match-slash'];
    const ran = await run('tar', [...tar, ...wild, ...patterns]);
    if (ran.code !== 0) throw new BuildProblem(`${archive} cannot be unpacked: ${firstLine(ran.stderr)}`);
    await checkTree(beside);
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** A copy of what a build reads, to be patched. */
export async function copyTree(from: string, to: string): Promise<void> {
  for (const part of treeParts) {
    await mkdir(dirname(join(to, part)), { recursive: true });
    await cp(join(from, part), join(to, part), { recursive: true });
  }
}
