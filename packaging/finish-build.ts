import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { bundled, openBundle } from './bundle.ts';
import { compiled } from './compiled.ts';
import { entriesOf } from './entries.ts';
import { pageTemplate } from './page-template.ts';
import { reachable } from './reachable.ts';
import { standaloneValidators } from './standalone.ts';

/** Worker processes start from a file of their own. */
const WORKER = 'dist/cli/workers/worker.js';

/**
 * Run from the package's folder after the compiler: bundles the entries, deletes what
 * none of them needs, and makes the commands executable.
 */
const entries = [...entriesOf(pkg), WORKER];
const sources = entries
  .filter((entry) => entry.endsWith('.js'))
  .map((entry) => relative('dist', entry).replace(/js$/, 'ts'));
const build = await openBundle(sources, [standaloneValidators(compiled)]);
await build.write(bundled);
await build.close();

const kept = reachable(entries);
for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const path = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !kept.has(path)) rmSync(path);
}
removeEmptyFolders('dist');

mkdirSync('dist/report/page', { recursive: true });
writeFileSync('dist/report/page/template.html', await pageTemplate());

for (const command of Object.values(pkg.bin)) {
  if (!readFileSync(command, 'utf8').startsWith('#!')) throw new Error(`${command} has no #! line`);
  chmodSync(command, 0o755);
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(resolve(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
