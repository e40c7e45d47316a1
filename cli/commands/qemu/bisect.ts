import type { Command } from 'commander';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bisect, type BisectVerdict } from '../../../qemu/bisect.ts';
import { buildQemu } from '../../../qemu/build.ts';
import { BuildProblem } from '../../../qemu/problem.ts';
import { run as runProgram } from '../../../qemu/run.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';

interface BisectFlags {
  readonly git: string;
  readonly good: string;
  readonly bad: string;
}

const help = `
Builds an engine of each commit that git bisect picks and runs the check with
it. Example:
  vmstate-conformance qemu bisect --git ~/src/qemu --good v11.0.0 --bad HEAD -- check --runs 2000

Without --seed every commit is checked with seed 1; without --dialect by that of
the good commit. A commit that does not build is skipped.

Exit codes: 0 the first bad commit was found, 2 it was not.`;

/** Adds `qemu bisect`. */
export function addBisect(qemu: Command, execute: Execute): void {
  qemu
    .command('bisect')
    .description('find the commit of a QEMU clone that breaks conformance')
    .option('--git <dir>', 'a local clone; it is not changed', '.')
    .requiredOption('--good <ref>', 'a commit that conforms')
    .requiredOption('--bad <ref>', 'a later one that does not')
    .argument('<check...>', "-- and the check to run: 'check' and its options, without an engine")
    .addHelpText('after', help)
    .action((check: readonly string[], flags: BisectFlags) => execute((io) => run(check, flags, io)));
}

async function run(check: readonly string[], flags: BisectFlags, io: Io): Promise<ExitCode | CommandProblem> {
  if (check[0] !== 'check') return usageProblem(`only a check can be bisected, not '${check[0] ?? ''}'`);
  const own = check.find((word) => /^--engine(-cmd)?(=|$)/.test(word));
  if (own !== undefined) return usageProblem(`${own}: the engine is that of each commit`);
  const work = await mkdtemp(join(tmpdir(), 'vmstate-bisect-'));
  try {
    return await orBuildProblem(io, async () => {
      const found = await bisect({
        ...flags,
        repository: resolve(flags.git),
        work,
        judge: createJudge(check, { repository: resolve(flags.git), home: join(work, 'home') }, io),
        onProgress: (line) => {
          io.err(`${line}\n`);
        },
      });
      io.out(`${found}\n`);
      return EXIT.conforms;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface Place {
  readonly repository: string;
  /** Where the engines of the bisection are built. */
  readonly home: string;
}

function createJudge(
  check: readonly string[],
  { repository, home }: Place,
  io: Io,
): (commit: string) => Promise<BisectVerdict> {
  const name = 'bisected';
  let dialect: string | undefined;
  return async (commit) => {
    try {
      const { manifest } = await buildQemu({ git: { url: repository, ref: commit }, name, home });
      // The first commit is the good one.
      dialect ??= manifest.dialect;
    } catch (error) {
      if (!(error instanceof BuildProblem)) throw error;
      io.err(`${commit.slice(0, 10)} does not build: ${error.message}\n`);
      return 'skip';
    }
    const words = [
      ...check,
      ...unless(check, '--seed', '1'),
      ...unless(check, '--dialect', dialect),
      ...['--engine', name],
    ];
    const env = { ...process.env, ...io.env, [HOME]: home };
    // This very program, as it was started.
    const { code } = await runProgram(process.execPath, [process.argv[1] ?? '', ...words], { env });
    if (code === EXIT.conforms) return 'good';
    if (code === EXIT.nonconform) return 'bad';
    throw new BuildProblem(`the check of ${commit.slice(0, 10)} did not end in a verdict (exit code ${code})`);
  };
}

/** An option and its value, unless the command has it. */
function unless(words: readonly string[], option: string, value: string): string[] {
  return words.some((word) => word === option || word.startsWith(`${option}=`)) ? [] : [option, value];
}
