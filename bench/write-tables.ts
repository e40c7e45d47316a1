import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBuild } from '../devices/read/read-build.ts';
import { realTablesOf } from '../devices/real-tables.ts';
import type { DescriptionSet } from '../devices/set/types.ts';

const kept = fileURLToPath(new URL('../generators/real/tables.json', import.meta.url));

/** Counts what the descriptions of programs look like, for the generator. */
export function writeTables(files: readonly string[]): void {
  const sets: DescriptionSet[] = [];
  const programs: string[] = [];
  for (const one of readBuild(files)) {
    if ('problem' in one) throw new Error(`${one.path}: ${one.problem}`);
    sets.push(one.set);
    const { release = '', file, modules = [] } = one.set.source;
    programs.push([basename(file), release, ...modules].join(' ').trim());
  }
  const tables = realTablesOf(sets, programs);
  writeFileSync(kept, `${JSON.stringify(tables, null, 2)}\n`);
  console.log(`${kept}: ${tables.descriptions} descriptions, ${Object.keys(tables.forms).length} forms`);
}
