import { Option, type Command } from 'commander';
import type { LintFinding } from '../../devices/lint/finding.ts';
import { lintSet } from '../../devices/lint/lint.ts';
import { readBuild } from '../../devices/read/read-build.ts';
import type { DescriptionSet } from '../../devices/set/types.ts';
import { lintSarif, type LintedFile } from '../../report/sarif/lint-sarif.ts';
import { renderLint } from '../../report/terminal/lint.ts';
import { renderUnresolved } from '../../report/terminal/unresolved.ts';
import { isDialect, type Dialect } from '../../vmstate/dialect.ts';
import type { Execute, Io } from '../io.ts';
import { dialectOption } from '../options.ts';
import { EXIT, type CommandProblem, type ExitCode } from '../outcome.ts';
import { VERSION, writeReport } from '../report-files.ts';
import { lintReportOption } from '../report-options.ts';

interface LintFlags {
  readonly dialect?: Dialect;
  readonly pointerSize?: '4' | '8';
  readonly json?: boolean;
  readonly report?: string;
}

const help = `
A file is anything that 'devices' reads: a QEMU program, module, object, archive or
package, the output of -dump-vmstate, a description set, a description in the
protocol's format (docs/protocol.md), or a case. Infos that a device defines itself
are not looked into. A module (.so) is joined with the program of its build if both are
given; what it refers to in files that are not given is told.
illegal: no engine can handle it. refused: QEMU's own check refuses it. trap: every
check passes, but migration breaks.

Exit codes: 0 no problem found, 1 at least one, 2 wrong flags or a file that cannot be
read; the other files are checked all the same.`;

/** Adds `lint`. */
export function addLint(program: Command, execute: Execute): void {
  program
    .command('lint')
    .description('find problems in descriptions, including traps that QEMU does not check')
    .argument('<file...>', 'programs, sets, dumps, descriptions or cases')
    .addOption(dialectOption("the release to judge by (default: the file's own, else qemu-11.1)"))
    .addOption(
      new Option('--pointer-size <bytes>', "pointer size of the host (default: the file's own, else 8)").choices([
        '4',
        '8',
      ]),
    )
    .option('--json', 'print the findings as one JSON document')
    .addOption(lintReportOption())
    .addHelpText('after', help)
    .action((files: string[], flags: LintFlags) => execute((io) => lintFiles(files, flags, io)));
}

async function lintFiles(files: readonly string[], flags: LintFlags, io: Io): Promise<ExitCode | CommandProblem> {
  let unread = false;
  const results: LintedFile[] = [];
  for (const one of readBuild(files)) {
    if ('problem' in one) {
      unread = true;
      io.err(`${one.path}: ${one.problem}\n`);
      continue;
    }
    io.err(renderUnresolved(one.path, one.set));
    const findings = lintOne(one.set, flags);
    results.push({ file: one.path, findings });
    if (flags.json !== true) io.out(renderLint(one.path, findings, io.color));
  }
  if (flags.json === true)
    io.out(`${JSON.stringify({ format: 'vmstate-conformance/lint/1', files: results }, null, 1)}\n`);
  if (flags.report !== undefined) {
    const error = await writeReport(flags.report, lintSarif(results, { version: VERSION, complete: !unread }));
    if (error !== null) return error;
  }
  if (unread) return EXIT.usage;
  return results.every(({ findings }) => findings.length === 0) ? EXIT.conforms : EXIT.nonconform;
}

function lintOne(set: DescriptionSet, { dialect, pointerSize }: LintFlags): LintFinding[] {
  const own = set.source.dialect;
  return lintSet(set, {
    dialect: dialect ?? (own !== undefined && isDialect(own) ? own : 'qemu-11.1'),
    pointerSize: pointerSize === undefined ? (set.source.host?.pointerSize ?? 8) : pointerSize === '4' ? 4 : 8,
  });
}
