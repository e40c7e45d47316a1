import { Option, type Command } from 'commander';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { parseDescription } from '../../vmstate/host/decode-description.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { layoutSource } from '../../layout/layout.ts';
import { renderLint } from '../../report/terminal/lint.ts';
import { lint } from '../../spec/lint/lint.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { readText } from '../files.ts';
import type { Execute, Io } from '../io.ts';
import { dialectOption } from '../options.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

interface LintFlags {
  readonly dialect: Dialect;
  readonly pointerSize: '4' | '8';
}

const help = `
A file holds a description in the protocol's format (docs/protocol.md), or a case.
illegal: no engine can handle it. refused: QEMU's own check refuses it. trap: every
check passes, but migration breaks.

Exit codes: 0 no problem found, 1 at least one, 2 wrong flags or files.`;

/** Adds `lint`. */
export function addLint(program: Command, execute: Execute): void {
  program
    .command('lint')
    .description('find problems in a description, including traps that QEMU does not check')
    .argument('<file...>', 'JSON files of descriptions or cases')
    .addOption(dialectOption('the release to judge by').default('qemu-11.1'))
    .addOption(new Option('--pointer-size <bytes>', 'pointer size of the host').choices(['4', '8']).default('8'))
    .addHelpText('after', help)
    .action((files: string[], flags: LintFlags) => execute((io) => lintFiles(files, flags, io)));
}

async function lintFiles(
  files: readonly string[],
  { dialect, pointerSize }: LintFlags,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  let found = 0;
  for (const file of files) {
    const description = await read(file);
    if (isProblem(description)) return description;
    const problems = lint(description, dialect, pointerSize === '4' ? 4 : 8);
    found += problems.length;
    io.out(renderLint(file, problems, io.color));
  }
  return found === 0 ? EXIT.conforms : EXIT.nonconform;
}

/** The description of a file; a case is laid out to get its description. */
async function read(file: string): Promise<VMStateDescription | CommandProblem> {
  const text = await readText(file);
  if (typeof text !== 'string') return usageProblem(`${file} cannot be read (${text.code})`);
  if (text.includes('"vmstate-conformance/case/')) {
    const of = parseCase(text);
    return of.ok
      ? layoutSource(of.value).plan.description
      : usageProblem(`${file} is not a case file: ${issuesText(of.issues, 'case')}`);
  }
  const description = parseDescription(text);
  return description.ok
    ? description.value
    : usageProblem(`${file} is not a description: ${issuesText(description.issues, 'description')}`);
}
