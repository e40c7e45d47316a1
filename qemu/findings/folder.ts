import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildProblem } from '../problem.ts';

/** The package's docs/findings, run from source or from dist/. Throws a BuildProblem if it is missing. */
export function findingsFolder(from: string = import.meta.url): string {
  const here = dirname(fileURLToPath(from));
  for (const up of ['../..', '../../..']) {
    const folder = join(here, up, 'docs', 'findings');
    if (existsSync(folder)) return folder;
  }
  throw new BuildProblem('the package is incomplete: it has no docs/findings');
}
