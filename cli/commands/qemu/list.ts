import type { Command } from 'commander';
import { knownTrees } from '../../../qemu/known-trees.ts';
import { listEngines } from '../../../qemu/manifest.ts';
import { releases } from '../../../qemu/releases.ts';
import { table } from '../../../report/terminal/table.ts';
import { grouped } from '../../../report/terminal/words.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { EXIT, type ExitCode } from '../../outcome.ts';

/** Adds `qemu list`. */
export function addQemuList(qemu: Command, execute: Execute): void {
  qemu
    .command('list')
    .description('list the engines that are built')
    .option('--known', 'list the QEMU versions that were tested, their dialects and the results')
    .action((flags: { readonly known?: true }) => execute(flags.known === true ? listKnown : listBuilt));
}

async function listBuilt(io: Io): Promise<ExitCode> {
  const engines = await listEngines(io.env[HOME]);
  if (engines.length === 0) {
    io.out('No engine is built yet; build one with: npx vmstate-conformance qemu build 11.1\n');
    return EXIT.conforms;
  }
  const rows = engines.map(({ name, version, dialect }) => [name, version, dialect]);
  io.out(`${table({ head: ['engine', 'QEMU', 'dialect'], rows })}\n`);
  return EXIT.conforms;
}

async function listKnown(io: Io): Promise<ExitCode> {
  const rows = knownTrees.map(({ version, dialect, ref, cases, differs, part }) => {
    const release = releases.find(({ tag }) => tag === ref);
    const get = release === undefined ? `qemu build --ref ${ref}` : `qemu build ${release.name}`;
    return [version, dialect, get, grouped(cases), (differs ?? 'conforms') + (part === undefined ? '' : `: ${part}`)];
  });
  io.out(`${table({ head: ['QEMU', 'dialect', 'built by', 'cases', 'at level quirk'], rows })}\n`);
  return Promise.resolve(EXIT.conforms);
}
