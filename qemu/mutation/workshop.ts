import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sourceArchive } from '../archive.ts';
import { compileAll, link, recompile, type Compilation } from '../compile.ts';
import { writeGenerated } from '../generated.ts';
import { homeFolder } from '../home.ts';
import { releaseNamed } from '../releases.ts';
import { copyTree, includedFiles, treeVersion, unpack, type IncludedFile } from '../tree.ts';
import { mutantsOf, mutate, type Mutant } from './mutants.ts';

/** A file that is mutated, as the release has it. */
export interface MutatedFile {
  readonly file: IncludedFile;
  readonly source: string;
  readonly mutants: readonly Mutant[];
}

export type Made =
  | { readonly status: 'built'; readonly program: string }
  /** The compiler makes the same code of it: no test can tell the two apart. */
  | { readonly status: 'same code' }
  | { readonly status: 'does not compile' };

/** Compiles mutants one after the other, in folders of its own. */
export interface Workshop {
  readonly make: (subject: MutatedFile, mutant: Mutant) => Promise<Made>;
}

/** The sources of a release, unpacked; throws a BuildProblem. */
export async function sourcesOfRelease(
  release: string,
  home: string | undefined,
  tell: (line: string) => void,
): Promise<string> {
  const archive = await sourceArchive(releaseNamed(release), join(homeFolder(home), 'downloads'), tell);
  return unpack(archive, join(homeFolder(home), 'sources'));
}

/** What of a tree is mutated. */
export async function subjectsOf(tree: string): Promise<MutatedFile[]> {
  return Promise.all(
    Object.keys(includedFiles)
      .filter(isIncluded)
      .map(async (file) => {
        const source = await readFile(join(tree, file), 'utf8');
        return { file, source, mutants: mutantsOf(basename(file), source) };
      }),
  );
}

function isIncluded(file: string): file is IncludedFile {
  return file in includedFiles;
}

/** Prepares a copy of the tree in a folder and compiles it as it is. Throws a BuildProblem. */
export async function openWorkshop(release: string, from: string, folder: string): Promise<Workshop> {
  const tree = join(folder, 'tree');
  await copyTree(from, tree);
  const generated = join(folder, 'generated');
  await writeGenerated(tree, generated);
  const job: Compilation = {
    dialect: releaseNamed(release).dialect,
    version: await treeVersion(tree),
    tree,
    generated,
    // Without debug information, so that the same code is the same object.
    env: { ...process.env, CFLAGS: '-g0' },
  };
  const objects = await compileAll(job, join(folder, 'objects'));
  const changed = join(folder, 'changed.o');
  const program = join(folder, 'vmstate-mutant');
  return {
    async make({ file, source }, mutant) {
      const path = join(tree, file);
      await writeFile(path, mutate(source, mutant));
      try {
        if ((await recompile(job, file, changed)) !== null) return { status: 'does not compile' };
      } finally {
        await writeFile(path, source);
      }
      const original = objects.find((object) => object.endsWith(`-${includedFiles[file]}.o`)) ?? '';
      if ((await readFile(changed)).equals(await readFile(original))) return { status: 'same code' };
      // One that still runs cannot be written over.
      await rm(program, { force: true });
      await link(job, [...objects.filter((object) => object !== original), changed], program);
      return { status: 'built', program };
    },
  };
}
