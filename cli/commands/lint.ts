import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { parseDescription } from '../../campaign/description-file.ts';
import { layoutSource } from '../../layout/layout.ts';
import { renderLint } from '../../report/terminal/lint.ts';
import { lint } from '../../spec/lint/lint.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { usageProblem, type Problem } from '../problem.ts';
import { reason } from '../write-whole.ts';

interface LintFlags {
  readonly dialect: Dialect;
  readonly pointerSize: '4' | '8';
}

const help = `
A file holds a description as the protocol has it (docs/protocol.md), or a case.
illegal: no engine can handle it. refused: QEMU's own check refuses it. trap: every
check passes, and migration breaks.

Exit codes: 0 nothing found, 1 something is, 2 wrong flags or files.`;

/** `lint` and what it takes. */
export function addLint(program: Command, io: Io, tell: (outcome: ExitCode | Problem) => void): void {
  program
    .command('lint')
    .description('name what is wrong with a description, the traps included that QEMU does not check')
    .argument('<file...>', 'descriptions or cases, as JSON')
    .addOption(new Option('--dialect <dialect>', 'the release to judge by').choices(dialects).default('qemu-11.1'))
    .addOption(new Option('--pointer-size <bytes>', 'of the host').choices(['4', '8']).default('8'))
    .addHelpText('after', help)
    .action(async (files: string[], flags: LintFlags) => {
      tell(await lintFiles(files, flags, io));
    });
}

async function lintFiles(
  files: readonly string[],
  { dialect, pointerSize }: LintFlags,
  io: Io,
): Promise<ExitCode | Problem> {
  let found = 0;
  for (const file of files) {
    const description = await read(file);
    if ('problem' in description) return usageProblem(description.problem);
    const problems = lint(description, dialect, pointerSize === '4' ? 4 : 8);
    found += problems.length;
    io.out(renderLint(file, problems, io.color));
  }
  return found === 0 ? EXIT.conforms : EXIT.nonconform;
}

/** A case has a description only when it is laid out. */
async function read(file: string): Promise<VMStateDescription | { readonly problem: string }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { problem: `${file} cannot be read (${reason(error)})` };
  }
  if (text.includes('"vmstate-conformance/case/')) {
    const of = parseCase(text);
    return 'problem' in of ? { problem: `${file} is no case file: ${of.problem}` } : layoutSource(of).plan.description;
  }
  const description = parseDescription(text);
  return 'problem' in description ? { problem: `${file} is no description: ${description.problem}` } : description;
}
