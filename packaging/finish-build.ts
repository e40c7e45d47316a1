import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import pkg from '../package.json' with { type: 'json' };
import { rolldown } from 'rolldown';
import { commandBundle, libraryBundle, type Bundle } from './bundle.ts';
import { compiled } from './compiled.ts';
import { entriesOf } from './entries.ts';
import { noticesOf } from './notices.ts';
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
const programs = sourcesOf([...Object.values(pkg.bin), WORKER]);
const modules = sourcesOf(entries).filter((source) => !programs.includes(source));
await write(libraryBundle(modules, [standaloneValidators(compiled)]));
const parts = await write(commandBundle(programs, [standaloneValidators(compiled)]));

const kept = reachable(entries);
for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const path = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !kept.has(path)) rmSync(path);
}
removeEmptyFolders('dist');

writeFileSync('dist/THIRD-PARTY-NOTICES.txt', noticesOf(parts));
mkdirSync('dist/report/page', { recursive: true });
writeFileSync('dist/report/page/template.html', await pageTemplate());

for (const command of Object.values(pkg.bin)) {
  if (!readFileSync(command, 'utf8').startsWith('#!')) throw new Error(`${command} has no #! line`);
  chmodSync(command, 0o755);
}

/** The sources of the files of the build that are code. */
function sourcesOf(built: readonly string[]): string[] {
  return built.filter((file) => file.endsWith('.js')).map((file) => relative('dist', file).replace(/js$/, 'ts'));
}

/** Writes a bundle and returns the modules that went into it. */
async function write({ input, output }: Bundle): Promise<string[]> {
  const build = await rolldown(input);
  const written = await build.write(output);
  await build.close();
  return written.output.flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(resolve(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
