import type { Command } from 'commander';
import { readBuild } from '../../devices/read/read-build.ts';
import { formatSet } from '../../devices/set/set-json.ts';
import type { DescriptionSet, DeviceDescription } from '../../devices/set/types.ts';
import { renderDevices, sourceLine } from '../../report/terminal/devices-table.ts';
import { renderTree } from '../../report/terminal/devices-tree.ts';
import { renderUnresolved } from '../../report/terminal/unresolved.ts';
import { globMatcher } from '../glob.ts';
import { writeAtomic } from '../files.ts';
import type { Execute, Io } from '../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

interface DevicesFlags {
  readonly name?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const help = `
A file is a QEMU program, a shared module (.so), an object or an archive of objects
(stripped or not, for any host QEMU has), a package (.deb or .rpm; FILE.deb:PATH for
one file of it), the output of -dump-vmstate (less is known), a description set, or a
description of this suite. Nothing in a file is run.
A module is joined with the program of its build if both are given: PROGRAM MODULE...
makes one set, in which the module's references to the program's descriptions lead
there. What is still in another file is told.

Exit codes: 0 every file was read, 2 wrong flags, a file that cannot be read, or no
description of that name.`;

/** Adds `devices`. */
export function addDevices(program: Command, execute: Execute): void {
  program
    .command('devices')
    .description('list the descriptions in QEMU programs, or show one of them')
    .argument('<file...>', 'programs, modules, objects, archives, packages, dumps, sets')
    .option('--name <glob>', 'show those of this name as trees; * and ? as in a shell')
    .option('--out <file>', 'write what was read as a description set (JSON); of one file only')
    .option('--json', 'print the description sets as JSON, one a line')
    .addHelpText('after', help)
    .action((files: string[], flags: DevicesFlags) => execute((io) => listDevices(files, flags, io)));
}

async function listDevices(files: readonly string[], flags: DevicesFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const chosen = flags.name === undefined ? undefined : globMatcher(flags.name);
  let unread = 0;
  let shown = 0;
  const sets: DescriptionSet[] = [];
  for (const one of readBuild(files)) {
    if ('problem' in one) {
      unread += 1;
      io.err(`${one.path}: ${one.problem}\n`);
      continue;
    }
    sets.push(one.set);
    io.err(renderUnresolved(one.path, one.set));
    const matching = one.set.descriptions.filter(({ name }) => chosen?.(name) ?? true);
    shown += matching.length;
    if (flags.json === true) io.out(`${JSON.stringify(one.set)}\n`);
    else io.out(chosen === undefined ? tableOf(one.path, one.set, io) : treesOf(one.path, one.set, matching, io));
  }
  if (flags.out !== undefined) {
    const problem = await writeSets(flags.out, sets, io);
    if (problem !== null) return problem;
  }
  if (unread > 0) return EXIT.usage;
  return shown > 0 ? EXIT.conforms : usageProblem(`no description is called ${flags.name ?? 'anything'}`);
}

function tableOf(path: string, set: DescriptionSet, { color }: Io): string {
  return renderDevices(path, set, { chosen: () => true, color });
}

function treesOf(path: string, set: DescriptionSet, matching: readonly DeviceDescription[], { color }: Io): string {
  return `${sourceLine(path, set)}\n${matching.map((description) => renderTree(set, description, color)).join('')}`;
}

async function writeSets(file: string, sets: readonly DescriptionSet[], io: Io): Promise<CommandProblem | null> {
  const [set] = sets;
  if (set === undefined || sets.length > 1) return usageProblem(`--out takes one set, and ${sets.length} were read`);
  const error = await writeAtomic(file, formatSet(set));
  if (error !== null) return usageProblem(`${file} cannot be written (${error.code})`);
  io.err(`${file}: ${set.descriptions.length} descriptions\n`);
  return null;
}
