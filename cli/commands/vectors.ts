import { Option, type Command } from 'commander';
import { checkVectors, type VectorsResult } from '../../campaign/vectors/check.ts';
import type { ReadFile } from '../../campaign/vectors/read.ts';
import { makeVectors } from '../../campaign/vectors/set.ts';
import { renderVectors } from '../../report/terminal/vectors.ts';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import { chooseEngine } from '../engine-choice.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { warnOfUnknown } from '../features.ts';
import type { Io } from '../io.ts';
import { isProblem, usageProblem, type Problem } from '../problem.ts';
import { readSet, writeSet } from '../vector-files.ts';

interface VectorsFlags {
  readonly dialect?: Dialect;
  readonly out?: string;
  readonly check?: string;
  readonly engine?: string;
  readonly engineCmd?: string;
}

/** Adds `vectors` to the command line. */
export function addVectors(program: Command, io: Io, tell: (outcome: ExitCode | Problem) => void): void {
  program
    .command('vectors')
    .description('write a fixed set of cases with all answers, or check an engine by one')
    .addOption(new Option('--dialect <dialect>', 'the release whose behaviour is written down').choices(dialects))
    .option('--out <dir>', 'the folder to write; vectors that it holds already are replaced')
    .addOption(
      new Option('--check <dir>', 'check an engine by the vectors in this folder').conflicts(['out', 'dialect']),
    )
    .option('--engine <name>', "with --check: 'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(
      new Option('--engine-cmd <command>', 'with --check: any program that speaks the protocol').conflicts('engine'),
    )
    .action(async (flags: VectorsFlags) => {
      tell(await vectors(flags, io));
    });
}

/** `vmstate-conformance vectors` */
async function vectors({ dialect, out, check, ...engine }: VectorsFlags, io: Io): Promise<ExitCode | Problem> {
  if (check !== undefined) return checked(check, engine, io);
  if (dialect === undefined || out === undefined)
    return usageProblem('vectors: give --dialect and --out, or --check with a folder of vectors');
  if (engine.engine !== undefined || engine.engineCmd !== undefined)
    return usageProblem('vectors: an engine goes with --check');
  return written(dialect, out, io);
}

async function written(dialect: Dialect, out: string, io: Io): Promise<ExitCode | Problem> {
  const set = makeVectors(dialect);
  const problem = await writeSet(out, set.files);
  if (problem !== null) return problem;
  io.out(`${set.vectors} vectors of ${dialect} with ${set.loads} loads in ${out}\n`);
  if (set.uncovered.length === 0) return EXIT.conforms;
  io.err(
    `vmstate-conformance: no vector is about ${set.uncovered.join(', ')}: the generators never made such a case, please report\n`,
  );
  return EXIT.internal;
}

async function checked(
  folder: string,
  flags: Pick<VectorsFlags, 'engine' | 'engineCmd'>,
  io: Io,
): Promise<ExitCode | Problem> {
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
): ExitCode | Problem {
  if (io.signal.aborted && done < files.reduce((sum, file) => sum + file.vectors.length, 0)) return EXIT.interrupted;
  if (faults.length > 0) return EXIT.nonconform;
  return judged === 0
    ? usageProblem('nothing was judged: the engine supports nothing that the vectors have')
    : EXIT.conforms;
}
