import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isDialect, type Dialect } from '../vmstate/dialect.ts';
import { sourceArchive } from './archive.ts';
import { compile, filesUsed, type Compilation } from './compile.ts';
import { dialectOfTree } from './dialect-of-tree.ts';
import { exclusively, ownMark, removeLeftovers } from './exclusive.ts';
import { writeGenerated } from './generated.ts';
import { checkOut, type GitSource } from './git.ts';
import { engineFolder, homeFolder } from './home.ts';
import { MANIFEST, type EngineManifest } from './manifest.ts';
import { checkNeeds } from './needs.ts';
import { BuildProblem } from './problem.ts';
import { applyPatch, describeLeftOut, type LeftOut } from './patch-apply.ts';
import { releaseNamed } from './releases.ts';
import { sanitizing } from './sanitize.ts';
import { checkTree, copyTree, treeVersion, unpack } from './tree.ts';

export interface BuildOptions {
  /** `10.2`, `11.1`, …: whose sources to download, and whose dialect the engine speaks. A tree given here may do without. */
  readonly release?: string | undefined;
  /** A QEMU tree to build from. It is not changed. */
  readonly source?: string | undefined;
  /** A commit of a repository to build from. */
  readonly git?: GitSource | undefined;
  /** Patch files, applied in this order to a copy of the tree. */
  readonly patches?: readonly string[] | undefined;
  /** The engine's name; without one `qemu-` and the release, the commit or the version. */
  readonly name?: string | undefined;
  /** Where engines and downloads live, if not in the default place. */
  readonly home?: string | undefined;
  /** Install it here, where no listing of engines finds it, and not among the engines. */
  readonly folder?: string | undefined;
  /** What the compiler is run with (CC, CFLAGS); the process's own without it. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Build it with AddressSanitizer and UndefinedBehaviorSanitizer, under a name that says so. */
  readonly sanitize?: boolean | undefined;
  /** Have it report which edges of QEMU's code were reached (`op:coverage`), under a name that says so. */
  readonly coverage?: boolean | undefined;
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

/** A tree, what it calls itself, and how an engine of it is called unless the user says so. */
interface Tree {
  readonly folder: string;
  readonly version: string;
  readonly name: string;
}

async function findTree(options: BuildOptions, work: string, tell: Tell): Promise<Tree> {
  const { release, source, git } = options;
  if (git !== undefined) {
    tell(`reading ${git.ref} of ${git.url}`);
    const { folder, commit } = await checkOut(git, join(work, 'git'));
    await checkTree(folder);
    const short = commit.slice(0, 10);
    return { folder, version: `${await treeVersion(folder)}-g${short}`, name: `qemu-${short}` };
  }
  if (source !== undefined) {
    const folder = resolve(source);
    await checkTree(folder);
    const version = await treeVersion(folder);
    return { folder, version, name: `qemu-${release ?? version}` };
  }
  if (release === undefined) throw new BuildProblem('nothing to build: give a release, --source DIR or --git URL');
  const home = homeFolder(options.home);
  const named = releaseNamed(release);
  const archive = await sourceArchive(named, join(home, 'downloads'), tell);
  const folder = await unpack(archive, join(home, 'sources'), tell);
  return { folder, version: await treeVersion(folder), name: `qemu-${named.name}` };
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
  const tell = options.onProgress ?? ((): void => undefined);
  const asked = options.release === undefined ? undefined : dialectNamed(options.release);
  const { source, git, home } = options;
  // A name that cannot be is told before anything is fetched.
  const chosen = options.folder ?? (options.name === undefined ? undefined : engineFolder(options.name, home));
  await checkNeeds({ download: source === undefined && git === undefined, patch: (options.patches ?? []).length > 0 });

  // Hidden from listings, and on the same file system as its destination.
  const beside = chosen === undefined ? join(homeFolder(home), 'engines') : dirname(chosen);
  const work = join(beside, `.building-${options.name ?? options.release ?? 'tree'}${ownMark()}`);
  await removeLeftovers(beside);
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, 'engine'), { recursive: true });
  try {
    const original = await findTree(options, work, tell);
    const name = options.name ?? `${original.name}${suffixOf(options)}`;
    const folder = chosen ?? engineFolder(name, home);
    const dialect = asked ?? (await dialectOfTree(original.folder));
    if (asked === undefined) tell(`detected dialect: ${dialect}`);
    const onWait = (holder: string): void => {
      tell(`waiting for ${holder}, which builds ${name}`);
    };
    return await exclusively(join(beside, `.${basename(folder)}.lock`), onWait, () =>
      buildAs({ name, folder, dialect, original, work, tell }, options),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function suffixOf({ sanitize, coverage }: BuildOptions): string {
  return `${sanitize === true ? '-sanitized' : ''}${coverage === true ? '-coverage' : ''}`;
}

/** An engine to be: its tree, its name, and the folder it is for. */
interface Plan {
  readonly name: string;
  readonly folder: string;
  readonly dialect: Dialect;
  readonly original: Tree;
  readonly work: string;
  readonly tell: Tell;
}

async function buildAs(plan: Plan, options: BuildOptions): Promise<BuildResult> {
  const { name, folder, dialect, original, work, tell } = plan;
  const { patches = [], env = process.env, sanitize, coverage, objects } = options;
  const generated = join(work, 'generated');
  let lacking = await writeGenerated(original.folder, generated);
  let job: Compilation = {
    dialect,
    version: original.version,
    tree: original.folder,
    generated,
    env: sanitize === true ? sanitizing(env) : env,
    coverage,
  };
  let leftOut: readonly LeftOut[] = [];
  if (patches.length > 0) {
    const tree = join(work, 'tree');
    leftOut = await patchCopy(job, patches, tree, tell);
    lacking = await writeGenerated(tree, generated);
    job = { ...job, tree, version: `${job.version}+patched` };
  }
  lacking.forEach(tell);
  tell(`compiling QEMU ${job.version}`);
  await compile(job, objects ?? join(work, 'objects'), join(work, 'engine', PROGRAM));
  const manifest: EngineManifest = {
    name,
    release: dialect.replace(/^qemu-/, ''),
    dialect,
    version: job.version,
    command: [join(folder, PROGRAM)],
  };
  await writeFile(join(work, 'engine', MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  await install(join(work, 'engine'), folder);
  return { manifest, leftOut };
}

/** The dialect of a release: of any that has one, whether its sources can be downloaded or not. */
function dialectNamed(release: string): Dialect {
  const dialect = release.startsWith('qemu-') ? release : `qemu-${release}`;
  return isDialect(dialect) ? dialect : releaseNamed(release).dialect;
}
