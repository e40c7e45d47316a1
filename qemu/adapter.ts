import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildProblem } from './problem.ts';

/** The adapter's C sources: the same package, whether this runs from source or from dist/. */
export function adapterFolder(from: string = import.meta.url): string {
  const here = dirname(fileURLToPath(from));
  for (const up of ['..', '../..']) {
    const folder = join(here, up, 'adapters', 'qemu');
    if (existsSync(join(folder, 'engine.c'))) return folder;
  }
  throw new BuildProblem('the package is incomplete: it has no adapters/qemu');
}

export function adapterFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .sort();
}
