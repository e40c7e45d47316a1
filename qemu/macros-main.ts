import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { homeFolder } from './home.ts';
import { infoDifferences, macroDifferences } from './header-macros.ts';
import { releases } from './releases.ts';

/*
 * node dist/qemu/macros-main.js
 *
 * Compares the tables of macros and infos (vmstate/forms/macros.ts, vmstate/info.ts)
 * with the header of each release that `qemu build` has unpacked. Exits 0 when they agree, 1 when they
 * do not, 2 when a release is not there.
 */

let exit = 0;
for (const { dialect, name, archive } of releases) {
  const folder = join(homeFolder(), 'sources', basename(archive, '.orig.tar.xz'));
  const header = await readFile(join(folder, 'include/migration/vmstate.h'), 'utf8').catch(() => null);
  if (header === null) {
    process.stderr.write(
      `the sources of ${name} are not there; build it first: vmstate-conformance qemu build ${name}\n`,
    );
    exit = 2;
    continue;
  }
  const differences = [...macroDifferences(header, dialect), ...infoDifferences(header, dialect)];
  for (const line of differences) process.stdout.write(`${line}\n`);
  if (differences.length === 0)
    process.stdout.write(
      `${dialect}: every macro that builds a field is in the table, with its flags, and every info\n`,
    );
  else exit = 1;
}
process.exitCode = exit;
