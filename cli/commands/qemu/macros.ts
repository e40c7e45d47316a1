import type { Command } from 'commander';
import { compareHeader } from '../../../qemu/header-macros.ts';
import { releaseHeader } from '../../../qemu/release-header.ts';
import { releases } from '../../../qemu/releases.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';

const help = `
Exit codes: 0 the tables and all headers agree, 1 they differ, 2 the sources of a
release have not been downloaded by 'qemu build'.`;

/** Adds `qemu macros`. */
export function addMacros(qemu: Command, execute: Execute): void {
  qemu
    .command('macros')
    .description("compare the suite's tables of macros and infos with each release's vmstate.h")
    .addHelpText('after', help)
    .action(() => execute(macros));
}

async function macros(io: Io): Promise<ExitCode | CommandProblem> {
  let exit: ExitCode = EXIT.conforms;
  for (const release of releases) {
    const { dialect, name } = release;
    const header = await releaseHeader(release, io.env[HOME]);
    if (header === null) {
      return usageProblem(
        `the sources of ${name} have not been downloaded; run: npx vmstate-conformance qemu build ${name}`,
      );
    }
    const differences = compareHeader(header, dialect);
    for (const line of differences) io.out(`${line}\n`);
    if (differences.length > 0) exit = EXIT.nonconform;
    else io.out(`${dialect}: the tables have every field macro, with its flags, and every info of vmstate.h\n`);
  }
  return exit;
}
