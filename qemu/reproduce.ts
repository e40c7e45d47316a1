import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { adapterFolder } from './adapter.ts';
import { sourceArchive } from './archive.ts';
import { writeGenerated } from './generated.ts';
import { homeFolder } from './home.ts';
import { checkNeeds, compiler } from './needs.ts';
import { BuildProblem } from './problem.ts';
import { releaseNamed, type Release } from './releases.ts';
import { run } from './run.ts';
import { checkTree, compiledFiles, includedFiles, unpack } from './tree.ts';

/** What became of a C test on the real engine; `output` is its own, or the compiler's. */
export interface Reproduced {
  readonly verdict: 'passed' | 'failed' | 'does not compile';
  readonly output: string;
}

export interface ReproducerOptions {
  /** A QEMU tree, patched or not, instead of the release's archive. */
  readonly source?: string | undefined;
  /** Where downloads and unpacked sources live, if not in the default place. */
  readonly home?: string | undefined;
}

/** Compiles and runs C tests against one engine, which is compiled once. */
export interface Reproducer {
  readonly run: (cText: string) => Promise<Reproduced>;
  readonly close: () => Promise<void>;
}

const FLAGS = [
  '-O1',
  '-g',
  '-std=gnu11',
  '-fno-strict-aliasing',
  '-fwrapv',
  '-fno-common',
  '-D_GNU_SOURCE',
  '-DVMSC_STANDALONE',
];

/** The adapter's files that are no part of the protocol: its stream, and what the rest of QEMU would provide. */
const ours = ['stream.c', 'channel.c', 'report.c', 'options.c', 'timer.c', 'reproducer/reproducer.c'];

/** Throws a BuildProblem when the engine cannot be had. */
export async function createReproducer(release: string, { source, home }: ReproducerOptions = {}): Promise<Reproducer> {
  const of = releaseNamed(release);
  await checkNeeds({ download: source === undefined, patch: false });
  const tree = source === undefined ? await cachedTree(of, home) : resolve(source);
  await checkTree(tree);
  const work = await mkdtemp(join(tmpdir(), 'vmstate-reproducer-'));
  const close = async (): Promise<void> => rm(work, { recursive: true, force: true });
  try {
    const flags = await flagsFor(tree, join(work, 'generated'));
    const engine = await compileEngine(tree, flags, work);
    const libs = await pkgConfig('--libs');
    return { run: (cText) => compileAndRun(cText, [...flags, '-Wall', '-Werror'], [...engine, ...libs], work), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function cachedTree(release: Release, home: string | undefined): Promise<string> {
  const folder = homeFolder(home);
  const archive = await sourceArchive(release, join(folder, 'downloads'), () => undefined);
  return unpack(archive, join(folder, 'sources'));
}

async function flagsFor(tree: string, generated: string): Promise<string[]> {
  await mkdir(generated, { recursive: true });
  await writeGenerated(tree, generated);
  const adapter = adapterFolder();
  // Order matters: stand-ins hide QEMU's own headers of the same name.
  const folders = [
    join(adapter, 'include'),
    generated,
    join(tree, 'include'),
    tree,
    join(tree, 'migration'),
    adapter,
    join(adapter, 'reproducer'),
  ];
  return [...FLAGS, ...folders.map((folder) => `-I${folder}`), ...(await pkgConfig('--cflags'))];
}

async function pkgConfig(what: '--cflags' | '--libs'): Promise<string[]> {
  const { stdout } = await run('pkg-config', [what, 'glib-2.0']);
  return stdout.split(/\s+/).filter((word) => word !== '');
}

/** The engine's objects. Unlike the adapter, nothing stands between vmstate.c and g_malloc. */
async function compileEngine(tree: string, flags: readonly string[], work: string): Promise<string[]> {
  const theirs = [...Object.keys(includedFiles), ...compiledFiles].map((file) => ({
    path: join(tree, file),
    warnings: '-w',
  }));
  const all = [...ours.map((file) => ({ path: join(adapterFolder(), file), warnings: '-Wall' })), ...theirs];
  return Promise.all(
    all.map(async ({ path, warnings }, i) => {
      const object = join(work, `${i}-${basename(path)}.o`);
      const [cc, ...args] = compiler(process.env);
      const { code, stderr } = await run(cc, [...args, ...flags, warnings, '-c', path, '-o', object]);
      if (code !== 0)
        throw new BuildProblem(
          `${basename(path)} does not compile: ${stderr.split('\n').find((line) => line.includes('error')) ?? stderr}`,
        );
      return object;
    }),
  );
}

let programs = 0;

async function compileAndRun(
  cText: string,
  flags: readonly string[],
  linked: readonly string[],
  work: string,
): Promise<Reproduced> {
  const stem = join(work, `test-${programs++}`);
  await writeFile(`${stem}.c`, cText);
  const [cc, ...args] = compiler(process.env);
  const compiled = await run(cc, [...args, ...flags, `${stem}.c`, '-o', stem, ...linked]);
  if (compiled.code !== 0) return { verdict: 'does not compile', output: compiled.stderr };
  const { code, stdout, stderr } = await run(stem, []);
  return { verdict: code === 0 ? 'passed' : 'failed', output: stdout + stderr };
}
