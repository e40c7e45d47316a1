import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { entriesOf } from './entries.ts';
import { reachable } from './reachable.ts';

/** Run from the package's folder after the compiler: deletes what no entry needs, and makes the commands executable. */
const kept = reachable(entriesOf(pkg));

for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const path = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !kept.has(path)) rmSync(path);
}
removeEmptyFolders('dist');

// The command reads its version from it; whatever else a manifest says counts only at the package's root.
const { name, version, type } = pkg;
writeFileSync('dist/package.json', `${JSON.stringify({ name, version, type }, null, 2)}\n`);

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
