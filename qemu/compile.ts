import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Dialect } from '../vmstate/dialect.ts';
import { adapterFiles, adapterFolder } from './adapter.ts';
import { TIMER_FILE } from './generated.ts';
import { compiler } from './needs.ts';
import { notUnderstood } from './features.ts';
import { BuildProblem } from './problem.ts';
import { firstLine, run } from './run.ts';
import { compiledFiles, includedFiles, streamIncludedIn, type IncludedFile } from './tree.ts';

/** All that a compilation is made from. */
export interface Compilation {
  readonly dialect: Dialect;
  readonly version: string;
  readonly tree: string;
  readonly generated: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether the engine reports which edges of QEMU's code were reached (adapters/qemu/edges.c). */
  readonly coverage?: boolean | undefined;
}

/** QEMU's own: its code is wrong without them. */
const qemuFlags = ['-O2', '-g', '-std=gnu11', '-fno-strict-aliasing', '-fwrapv', '-fno-common', '-D_GNU_SOURCE'];

/** QEMU's own where the compiler has it: automatic variables start as zeros. */
const ZERO_INIT = '-ftrivial-auto-var-init=zero';

function extraFlags(env: NodeJS.ProcessEnv): string[] {
  return (env['CFLAGS'] ?? '').split(/\s+/).filter((word) => word !== '');
}

async function pkgConfig(what: '--cflags' | '--libs', env: NodeJS.ProcessEnv): Promise<string[]> {
  const ran = await run('pkg-config', [what, 'glib-2.0'], { env });
  return ran.stdout.split(/\s+/).filter((word) => word !== '');
}

async function compileFlags(job: Compilation): Promise<string[]> {
  const [cc, ...args] = compiler(job.env);
  const probe = await run(cc, [...args, '-Werror', ZERO_INIT, '-E', '-x', 'c', '/dev/null'], { env: job.env });
  // Order matters: our stand-ins hide QEMU's own headers of the same name.
  const folders = [
    join(adapterFolder(), 'include'),
    job.generated,
    join(job.tree, 'include'),
    job.tree,
    join(job.tree, 'migration'),
  ];
  return [
    ...qemuFlags,
    ...(probe.code === 0 ? [ZERO_INIT] : []),
    `-DVMSC_DIALECT_NAME="${job.dialect}"`,
    `-DVMSC_VERSION="${job.version.replace(/["\\]/g, '')}"`,
    ...folders.map((folder) => `-I${folder}`),
    ...(job.coverage === true ? ['-DVMSC_EDGES'] : []),
    ...(await pkgConfig('--cflags', job.env)),
    ...extraFlags(job.env),
  ];
}

interface Source {
  readonly path: string;
  readonly warnings: string;
  /** Whether its edges are reported, if any are. */
  readonly isTraced?: boolean;
}

/** The files of the adapter that QEMU's interpreter and streams are part of. */
const traced: readonly string[] = [...Object.values(includedFiles), streamIncludedIn];

/** A call in each basic block; gcc and clang have it. */
const TRACE = '-fsanitize-coverage=trace-pc';

function sourcesOf(job: Compilation): Source[] {
  const folder = adapterFolder();
  const ours = adapterFiles(folder).map((name) => ({
    path: join(folder, name),
    warnings: '-Wall',
    isTraced: traced.includes(name),
  }));
  // Warnings about QEMU's code are not for the user of this package.
  const theirs = compiledFiles.map((name) => ({ path: join(job.tree, name), warnings: '-w' }));
  return [...ours, ...theirs];
}

function firstError(stderr: string): string {
  return stderr.split('\n').find((line) => /\berror:/.test(line)) ?? firstLine(stderr);
}

/** Compiles one C file; null, or why it does not compile. */
async function compileOne(
  job: Compilation,
  { path, warnings, isTraced = false }: Source,
  object: string,
): Promise<string | null> {
  const [cc, ...args] = compiler(job.env);
  const flags = await compileFlags(job);
  const more = job.coverage === true && isTraced ? [TRACE] : [];
  const ran = await run(cc, [...args, ...flags, ...more, warnings, '-c', path, '-o', object], { env: job.env });
  return ran.code === 0 ? null : firstError(ran.stderr);
}

/** Compiles the file of the adapter that QEMU's file is part of; null, or why it does not compile. */
export function recompile(job: Compilation, included: IncludedFile, object: string): Promise<string | null> {
  const name = includedFiles[included];
  return compileOne(job, { path: join(adapterFolder(), name), warnings: '-w' }, object);
}

/** Compiles all files of an engine and returns the object of each. */
export async function compileAll(job: Compilation, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const made = sourcesOf(job).map(async (source, index) => {
    const object = join(folder, `${index}-${basename(source.path)}.o`);
    const error = await compileOne(job, source, object);
    if (error !== null) throw notUnderstood(`QEMU ${job.version}, ${basename(source.path)}: ${error}`);
    return object;
  });
  // Nobody may take the folder away while others still write into it.
  await Promise.allSettled(made);
  return Promise.all(made);
}

export async function link(job: Compilation, objects: readonly string[], program: string): Promise<void> {
  const [cc, ...args] = compiler(job.env);
  const linked = [...objects, ...(await pkgConfig('--libs', job.env))];
  const ran = await run(cc, [...args, ...extraFlags(job.env), '-o', program, ...linked], { env: job.env });
  if (ran.code !== 0) throw new BuildProblem(`the engine does not link: ${firstError(ran.stderr)}`);
}

/** Compiles and links the engine into `program`. */
export async function compile(job: Compilation, objects: string, program: string): Promise<void> {
  await link(job, await compileAll(job, objects), program);
}

/** The paths in the rules that `-MM` prints. */
export function pathsOfRules(rules: string): string[] {
  const words = rules.replace(/\\\n/g, ' ').match(/(?:\\.|\S)+/g) ?? [];
  return words.filter((word) => !word.endsWith(':')).map((word) => word.replace(/\\(.)/g, '$1'));
}

/** The files of the tree that the engine is made from, headers included. */
export async function filesUsed(job: Compilation): Promise<Set<string>> {
  const [cc, ...args] = compiler(job.env);
  const paths = sourcesOf(job).map((source) => source.path);
  const ran = await run(cc, [...args, ...(await compileFlags(job)), '-w', '-MM', ...paths], { env: job.env });
  if (ran.code !== 0) throw new BuildProblem(`the sources cannot be read: ${firstError(ran.stderr)}`);
  const inside = pathsOfRules(ran.stdout).filter((path) => path.startsWith(`${job.tree}/`));
  // Read by this package, not by the compiler.
  return new Set([...inside.map((path) => path.slice(job.tree.length + 1)), 'migration/trace-events', TIMER_FILE]);
}
