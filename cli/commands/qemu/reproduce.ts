import type { Command } from 'commander';
import { createReproducer, type Reproducer } from '../../../qemu/reproduce.ts';
import { modelText } from '../../../report/terminal/model-text.ts';
import { cTest } from '../../../reproducer/test.ts';
import { parseCase } from '../../../vmstate/case/case-file.ts';
import { issuesText } from '../../../vmstate/issue.ts';
import { HOME } from '../../engine-choice.ts';
import { readText } from '../../files.ts';
import type { Execute, Io } from '../../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';

const help = `
Exit codes: 0 every test passes, 1 at least one fails or does not compile,
2 wrong arguments, files or tools.`;

/** Adds `qemu reproduce`. */
export function addReproduce(qemu: Command, execute: Execute): void {
  qemu
    .command('reproduce')
    .description("compile cases as C unit tests and run them on a release's own code")
    .argument('<release>', '7.2, 10.0, 10.2 or 11.1')
    .argument('<case...>', "case files, or C files written by 'show --as c' (*.c)")
    .addHelpText('after', help)
    .action((release: string, files: string[]) => execute((io) => reproduce(release, files, io)));
}

function reproduce(release: string, files: readonly string[], io: Io): Promise<ExitCode | CommandProblem> {
  return orBuildProblem(io, async () => {
    const reproducer = await createReproducer(release, { home: io.env[HOME] });
    try {
      return await runAll(reproducer, files, io);
    } finally {
      await reproducer.close();
    }
  });
}

async function runAll(reproducer: Reproducer, files: readonly string[], io: Io): Promise<ExitCode | CommandProblem> {
  let exit: ExitCode = EXIT.conforms;
  for (const file of files) {
    const test = await readTest(file);
    if (typeof test !== 'string') return test;
    const { verdict, output } = await reproducer.run(test);
    if (io.signal.aborted) break;
    io.out(`${file}: ${verdict}\n`);
    if (verdict === 'passed') continue;
    exit = EXIT.nonconform;
    io.out(output);
  }
  return exit;
}

/** The C test of a case file, or the text of a C file. */
async function readTest(file: string): Promise<string | CommandProblem> {
  const text = await readText(file);
  if (typeof text !== 'string') return usageProblem(`${file} cannot be read (${text.code})`);
  if (file.endsWith('.c')) return text;
  const of = parseCase(text);
  return of.ok
    ? cTest(of.value, modelText(of.value.model))
    : usageProblem(`${file} is not a case file: ${issuesText(of.issues, 'case')}`);
}
