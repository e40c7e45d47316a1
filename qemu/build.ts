import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sourceArchive } from './archive.ts';
import { compile, filesUsed, type Compilation } from './compile.ts';
import { writeGenerated } from './generated.ts';
import { engineFolder, homeFolder } from './home.ts';
import { MANIFEST, type EngineManifest } from './manifest.ts';
import { checkNeeds } from './needs.ts';
import { applyPatch, describeLeftOut, type LeftOut } from './patch-apply.ts';
import { releaseNamed, type Release } from './releases.ts';
import { checkTree, copyTree, treeVersion, unpack } from './tree.ts';

export interface BuildOptions {
  /** `10.2`, `11.1`, … */
  readonly release: string;
  /** A QEMU tree to build from instead of the release's archive. It is not changed. */
  readonly source?: string | undefined;
  /** Patch files, applied in this order to a copy of the tree. */
  readonly patches?: readonly string[] | undefined;
  /** The engine's name; `qemu-<release>` without one. */
  readonly name?: string | undefined;
  /** Where engines and downloads live, if not in the default place. */
  readonly home?: string | undefined;
  /** Install it here, where no listing of engines finds it, and not among the engines. */
  readonly folder?: string | undefined;
  /** What the compiler is run with (CC, CFLAGS); the process's own without it. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Keep the object files in this folder. */
  readonly objects?: string | undefined;
  readonly onProgress?: ((line: string) => void) | undefined;
}

export interface BuildResult {
  readonly manifest: EngineManifest;
  /** The parts of patches that the engine was built without. */
  readonly leftOut: readonly LeftOut[];
}

const PROGRAM = 'vmstate-qemu';

type Tell = (line: string) => void;

async function findTree(options: BuildOptions, release: Release, tell: Tell): Promise<string> {
  if (options.source !== undefined) {
    const tree = resolve(options.source);
    await checkTree(tree);
    return tree;
  }
  const home = homeFolder(options.home);
  const archive = await sourceArchive(release, join(home, 'downloads'), tell);
  return unpack(archive, join(home, 'sources'));
}

async function patchCopy(job: Compilation, patches: readonly string[], copy: string, tell: Tell): Promise<LeftOut[]> {
  const used = await filesUsed(job);
  await copyTree(job.tree, copy);
  const leftOut: LeftOut[] = [];
  for (const patch of patches) {
    tell(`applying ${patch}`);
    const left = await applyPatch(copy, patch, (path) => used.has(path));
    for (const part of left) tell(describeLeftOut(part));
    leftOut.push(...left);
  }
  return leftOut;
}

/** Puts a finished engine in its place; the one that was there works until then. */
async function install(built: string, folder: string): Promise<void> {
  const old = `${built}-old`;
  await rename(folder, old).catch(() => undefined);
  await rename(built, folder);
  await rm(old, { recursive: true, force: true });
}

/** Builds QEMU's engine and installs it under its name. Throws a BuildProblem. */
export async function buildQemu(options: BuildOptions): Promise<BuildResult> {
  const release = releaseNamed(options.release);
  const patches = options.patches ?? [];
  const name = options.name ?? `qemu-${release.name}`;
  const folder = options.folder ?? engineFolder(name, options.home);
  const tell = options.onProgress ?? ((): void => undefined);
  await checkNeeds({ download: options.source === undefined, patch: patches.length > 0 });

  const original = await findTree(options, release, tell);
  const version = await treeVersion(original);
  // Hidden from listings, and on the same file system as its destination.
  const work = join(dirname(folder), `.building-${name}-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, 'engine'), { recursive: true });
  try {
    const generated = join(work, 'generated');
    let lacking = await writeGenerated(original, generated);
    let job: Compilation = { release, version, tree: original, generated, env: options.env ?? process.env };
    let leftOut: readonly LeftOut[] = [];
    if (patches.length > 0) {
      const tree = join(work, 'tree');
      leftOut = await patchCopy(job, patches, tree, tell);
      lacking = await writeGenerated(tree, generated);
      job = { ...job, tree, version: `${version}+patched` };
    }
    lacking.forEach(tell);
    tell(`compiling QEMU ${job.version}`);
    await compile(job, options.objects ?? join(work, 'objects'), join(work, 'engine', PROGRAM));
    const manifest: EngineManifest = {
      name,
      release: release.name,
      dialect: release.dialect,
      version: job.version,
      command: [join(folder, PROGRAM)],
    };
    await writeFile(join(work, 'engine', MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await install(join(work, 'engine'), folder);
    return { manifest, leftOut };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
