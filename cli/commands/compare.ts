import { randomInt } from 'node:crypto';
import { commonGround } from '../../campaign/compare/common-ground.ts';
import { agree, sawNothing, type CompareResult } from '../../campaign/compare/result.ts';
import { runCompare, type Side } from '../../campaign/compare/run.ts';
import { compareJson } from '../../report/json/compare-json.ts';
import { renderCompare } from '../../report/terminal/compare.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { chooseEngine, type ChosenEngine, type EngineFlags } from '../engine-choice.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { refuseTooFew, warnOfUnknown } from '../features.ts';
import type { Io } from '../io.ts';
import { isProblem, usageProblem, type Problem } from '../problem.ts';
import { createProgress } from '../progress.ts';

export interface CompareFlags {
  /** `--engine` and `--engine-cmd` in the order given. */
  readonly sides: readonly EngineFlags[];
  readonly dialect?: Dialect;
  readonly runs: number;
  readonly seed?: number;
  readonly run?: number;
  readonly json?: boolean;
}

/** `vmstate-conformance compare` */
export async function compare(flags: CompareFlags, io: Io): Promise<ExitCode | Problem> {
  const [first, second, ...more] = flags.sides;
  if (first === undefined || second === undefined || more.length > 0) {
    return usageProblem(`compare takes two engines, not ${flags.sides.length}: give --engine or --engine-cmd twice`);
  }
  const a = await chooseEngine({ ...first, ...dialectOf(flags.dialect) }, io.env);
  if (isProblem(a)) return a;
  try {
    const b = await chooseEngine({ ...second, dialect: a.dialect }, io.env);
    if (isProblem(b)) return b;
    try {
      return await compareTwo(flags, a, b, io);
    } finally {
      await b.engine.close();
    }
  } finally {
    await a.engine.close();
  }
}

function dialectOf(dialect: Dialect | undefined): Pick<EngineFlags, 'dialect'> {
  return dialect === undefined ? {} : { dialect };
}

async function compareTwo(
  flags: CompareFlags,
  chosenA: ChosenEngine,
  chosenB: ChosenEngine,
  io: Io,
): Promise<ExitCode | Problem> {
  const a = sideOf(chosenA);
  const b = sideOf(chosenB);
  const common = commonGround(a.engine.hello, b.engine.hello);
  if (common === null) {
    const host = ({ name, engine: { hello } }: Side): string =>
      `${name} takes ${hello.abi === null ? 'any' : abiName(hello.abi)}`;
    return usageProblem(`there is no host that both engines take the memory of: ${host(a)}, ${host(b)}`);
  }
  for (const { engine } of [a, b]) warnOfUnknown(engine.hello, io);
  const tooFew = refuseTooFew(`both ${a.name} and ${b.name}`, common.features);
  if (tooFew !== null) return tooFew;
  const { run, seed = randomInt(-(2 ** 31), 2 ** 31) } = flags;
  const runs = run === undefined ? flags.runs : 1;
  const progress = createProgress(io.progress, runs);
  const range = { seed, runs, firstRun: run ?? 0 };
  const dialect = chosenA.dialect;
  try {
    const result = await runCompare({ a, b, common, dialect, ...range, signal: io.signal, onProgress: progress.tell });
    progress.end();
    return tell(result, flags, [...chosenA.flags, ...chosenB.flags], io);
  } finally {
    progress.end();
  }
}

/** What the user calls an engine; of a program only it itself knows a name that is short. */
function sideOf({ engine, flags: [option, value = ''] }: ChosenEngine): Side {
  const { name, version } = engine.hello;
  return { name: option === '--engine' ? value : `${name} ${version}`, engine };
}

function tell(
  result: CompareResult,
  { json = false }: CompareFlags,
  engineFlags: readonly string[],
  io: Io,
): ExitCode | Problem {
  // A comparison that came to its end was not interrupted, whatever was pressed while it was told.
  const interrupted = io.signal.aborted && result.cases < result.runs;
  io.out(
    json ? compareJson(result, interrupted) : renderCompare(result, { color: io.color, interrupted, engineFlags }),
  );
  if (interrupted) return EXIT.interrupted;
  if (!agree(result)) return EXIT.nonconform;
  if (sawNothing(result)) return usageProblem('nothing was compared: neither engine carried out any save or load');
  if (result.missing.length > 0) {
    io.err(
      'vmstate-conformance: the generators never made what the report lists as missing: the comparison proves less than it says, please report\n',
    );
    return EXIT.internal;
  }
  return EXIT.conforms;
}
