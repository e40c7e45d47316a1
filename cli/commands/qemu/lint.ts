import type { Command } from 'commander';
import { heldAgainstRelease, type LintDifference } from '../../../devices/lint/held-against-release.ts';
import type { RandomDescription } from '../../../devices/lint/random-description.ts';
import type { EngineManifest } from '../../../qemu/manifest.ts';
import { releases } from '../../../qemu/releases.ts';
import { openRaw, type RawConnection } from '../../../smoke/raw-connection.ts';
import { isDialect } from '../../../vmstate/dialect.ts';
import { findBuiltEngine } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { runsOption, seedOption } from '../../options.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';

const help = `
The engines contain the vmstate_check (migration/savevm.c) of their own trees. For
random descriptions, right and wrong, it must assert exactly where lint says 'refused'.
7.2 has no such function.

Exit codes: 0 no difference, 1 at least one, 2 an engine is not built.`;

interface LintFlags {
  readonly runs: number;
  readonly seed?: number | undefined;
}

const TIMEOUT_MS = 10_000;
/** Of many differences of one engine these are shown. */
const SHOWN = 5;

/** Adds `qemu lint`. */
export function addQemuLint(qemu: Command, execute: Execute): void {
  qemu
    .command('lint')
    .description("compare what lint calls refused with QEMU's own check of descriptions")
    .argument('[engine...]', 'names of built engines (default: those of all four releases)')
    .addOption(runsOption(5000))
    .addOption(seedOption('seed of the descriptions (default: 1)'))
    .addHelpText('after', help)
    .action((engines: string[], flags: LintFlags) =>
      execute((io) => orBuildProblem(io, () => compareAll(engines, flags, io))),
    );
}

async function compareAll(names: readonly string[], flags: LintFlags, io: Io): Promise<ExitCode | CommandProblem> {
  let exit: ExitCode = EXIT.conforms;
  for (const name of names.length > 0 ? names : releases.map(({ dialect }) => dialect)) {
    const engine = await findBuiltEngine(name, io.env);
    if (isProblem(engine)) return engine;
    const found = await compareOne(engine, flags, io);
    if (typeof found !== 'number') return found;
    if (found > 0) exit = EXIT.nonconform;
  }
  return exit;
}

async function compareOne(
  { name, dialect, command }: EngineManifest,
  { runs, seed = 1 }: LintFlags,
  io: Io,
): Promise<number | CommandProblem> {
  if (!isDialect(dialect)) return usageProblem(`${name}: ${dialect} is no dialect`);
  const connection = openRaw(command, io.env);
  try {
    const check = askerOf(connection);
    const trial = { dialect, pointerSize: 8, runs, seed, check } as const;
    const { refused, differences } = await heldAgainstRelease(trial);
    const result = differences.length === 0 ? 'no difference' : `${differences.length} differences`;
    io.out(`${name}: ${runs} descriptions, ${refused} of them refused by QEMU: ${result}\n`);
    for (const difference of differences.slice(0, SHOWN)) io.out(differenceText(difference));
    return differences.length;
  } catch (error) {
    if (!(error instanceof NoCheck)) throw error;
    if (error.message !== '') return usageProblem(`${name}: ${error.message}`);
    io.out(`${name}: its QEMU has no such check; it came with 8.0\n`);
    return 0;
  } finally {
    connection.kill();
  }
}

/** Without a message: the tree has no check. */
class NoCheck extends Error {}

/** Sends one description after the other to one process: what QEMU asserts does not end it. */
function askerOf(connection: RawConnection): (description: RandomDescription) => Promise<string | null> {
  let id = 0;
  return async (description) => {
    id += 1;
    connection.write(JSON.stringify({ id, op: 'check', description }));
    const read = await connection.read(TIMEOUT_MS);
    if (read.kind !== 'line') throw new NoCheck('it does not answer; build it again');
    const answer: unknown = JSON.parse(read.line);
    if (typeof answer !== 'object' || answer === null || !('status' in answer)) throw new NoCheck(read.line);
    if (answer.status === 'ok') return null;
    if (answer.status === 'rejected' && 'message' in answer) return String(answer.message);
    throw new NoCheck(answer.status === 'unsupported' ? '' : `${read.line}; build it again`);
  };
}

function differenceText({ description, lint, release }: LintDifference): string {
  const ours = lint.length === 0 ? 'nothing' : lint.join(', ');
  return `  ${JSON.stringify(description)}\n    lint refuses: ${ours}\n    QEMU asserts: ${release ?? 'nothing'}\n`;
}
