import { Option, type Command } from 'commander';
import { checkVectors, type VectorsResult } from '../../campaign/vectors/check.ts';
import type { ReadFile } from '../../campaign/vectors/read.ts';
import { makeVectors, type VectorSet } from '../../campaign/vectors/set.ts';
import { renderVectors } from '../../report/terminal/vectors.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { chooseEngine } from '../engine-choice.ts';
import { warnOfUnknown } from '../engine-features.ts';
import type { Execute, Io } from '../io.ts';
import { dialectOption, engineCmdOption } from '../options.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { readSet, writeSet } from '../vector-files.ts';

interface VectorsFlags {
  readonly dialect?: Dialect;
  readonly out?: string;
  readonly check?: string;
  readonly engine?: string;
  readonly engineCmd?: string;
}

/** Adds `vectors`. */
export function addVectors(program: Command, execute: Execute): void {
  program
    .command('vectors')
    .description('write a fixed set of cases with all expected results, or check an engine with one')
    .addOption(dialectOption('the release whose behavior is written'))
    .option('--out <dir>', 'folder to write; vectors already in it are replaced')
    .addOption(
      new Option('--check <dir>', 'check an engine with the vectors in this folder').conflicts(['out', 'dialect']),
    )
    .option('--engine <name>', "with --check: 'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(engineCmdOption('with --check: command line of an engine that speaks the protocol').conflicts('engine'))
    .action((flags: VectorsFlags) => execute((io) => vectors(flags, io)));
}

async function vectors({ dialect, out, check, ...engine }: VectorsFlags, io: Io): Promise<ExitCode | CommandProblem> {
  if (check !== undefined) return checkSet(check, engine, io);
  if (dialect === undefined || out === undefined)
    return usageProblem('vectors: give --dialect and --out, or --check with a folder of vectors');
  if (engine.engine !== undefined || engine.engineCmd !== undefined)
    return usageProblem('vectors: --engine and --engine-cmd go with --check');
  return makeSet(dialect, out, io);
}

async function makeSet(dialect: Dialect, out: string, io: Io): Promise<ExitCode | CommandProblem> {
  const make = (): VectorSet => makeVectors(dialect);
  const set = io.inOnePiece === undefined ? make() : io.inOnePiece(make);
  const problem = await writeSet(out, set.files);
  if (problem !== null) return problem;
  io.out(`${set.vectors} vectors of ${dialect} with ${set.loads} loads in ${out}\n`);
  if (set.uncovered.length === 0) return EXIT.conforms;
  io.err(
    `vmstate-conformance: no vector covers ${set.uncovered.join(', ')}: the generators produced no such case; please report this bug\n`,
  );
  return EXIT.internal;
}

async function checkSet(
  folder: string,
  flags: Pick<VectorsFlags, 'engine' | 'engineCmd'>,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  const files = await readSet(folder);
  if (!Array.isArray(files)) return files;
  const [first] = files;
  if (first === undefined) return usageProblem(`--check: ${folder} holds no vectors`);
  const chosen = await chooseEngine({ ...flags, dialect: first.dialect }, io.env);
  if (isProblem(chosen)) return chosen;
  try {
    const { hello } = chosen.engine;
    warnOfUnknown(hello, io);
    const result = await checkVectors(files, chosen.engine, io.signal);
    io.out(
      renderVectors(result, { engine: `${hello.name} ${hello.version}`, dialect: first.dialect, color: io.color }),
    );
    return exitOf(result, files, io);
  } finally {
    await chosen.engine.close();
  }
}

function exitOf(
  { vectors: done, judged, faults }: VectorsResult,
  files: readonly ReadFile[],
  io: Io,
): ExitCode | CommandProblem {
  if (io.signal.aborted && done < files.reduce((sum, file) => sum + file.vectors.length, 0)) return EXIT.interrupted;
  if (faults.length > 0) return EXIT.nonconform;
  return judged === 0
    ? usageProblem('nothing was checked: the engine supports no feature that the vectors use')
    : EXIT.conforms;
}
