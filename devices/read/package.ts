import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { DeviceProblem, refuse } from '../problem.ts';
import { unpackRpm } from './rpm.ts';

/** What unpacks a package into a folder; nothing in the package is run. */
interface Unpacker {
  readonly ending: string;
  /** The program that it always needs. */
  readonly tool?: string;
  readonly unpack: (file: string, folder: string) => void;
}

const quiet: { readonly stdio: ['ignore', 'pipe', 'ignore'] } = { stdio: ['ignore', 'pipe', 'ignore'] };

const unpackers: readonly Unpacker[] = [
  {
    ending: '.deb',
    tool: 'dpkg-deb',
    unpack: (file, folder) => void execFileSync('dpkg-deb', ['-x', file, folder], quiet),
  },
  { ending: '.rpm', unpack: unpackRpm },
];

/** A package, and which of its files is meant: `FILE.deb:usr/bin/qemu-system-x86_64`; all QEMU programs and modules without it. */
export interface PackagePath {
  readonly file: string;
  readonly inside: string | undefined;
}

/** Takes a path apart that names a package; undefined for every other. */
export function packagePath(path: string): PackagePath | undefined {
  const match = /^(.*\.(?:deb|rpm))(?::(.+))?$/s.exec(path);
  return match?.[1] === undefined ? undefined : { file: match[1], inside: match[2] };
}

/** Unpacks a package for the time of `use`, which is told the files that are meant: their paths, and their names in the package. */
export function withPackage<T>(
  { file, inside }: PackagePath,
  use: (files: readonly (readonly [path: string, name: string])[]) => T,
): T {
  const unpacker = unpackers.find(({ ending }) => file.endsWith(ending));
  if (unpacker === undefined) return refuse('no package');
  // Its real path: what is taken out of the package must lie inside.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vmstate-conformance-')));
  try {
    unpackWith(unpacker, file, folder);
    const files = inside === undefined ? programsIn(folder) : [insideOf(folder, inside)];
    return use(files.map((path) => [path, relative(folder, path)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpackWith({ tool, unpack }: Unpacker, file: string, folder: string): void {
  // Told as for any other file, not as a fault of the program that unpacks.
  accessSync(file, constants.R_OK);
  try {
    unpack(resolve(file), folder);
  } catch (error) {
    if (error instanceof DeviceProblem || tool === undefined) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      refuse(`unpacking it needs ${tool}; unpack it yourself and give the program in it`);
    }
    refuse(`${tool} cannot unpack it`);
  }
}

/** A file of the package: a link must not lead out of it. */
function insideOf(folder: string, inside: string): string {
  try {
    const path = realpathSync(resolve(folder, inside.replace(/^\/+/, '')));
    if (path.startsWith(folder + sep)) return path;
  } catch {
    // Told below.
  }
  return refuse(`the package has no file ${inside}`);
}

/** Programs that emulate a machine, and modules. */
function programsIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isFile() && (/^qemu-system-/.test(entry.name) || /[\\/]qemu[^\\/]*$/.test(entry.parentPath)),
    )
    .filter(({ name }) => name.startsWith('qemu-system-') || name.endsWith('.so'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}
