import { extname, join } from 'node:path';
import { freshSeed } from '../../random/fresh.ts';
import { engineGrid, type EngineColumn } from '../../report/terminal/engine-grid.ts';
import type { EngineFlags } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import type { JudgingFlags } from '../judging.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import type { ReportTarget } from '../report-options.ts';
import type { ConfiguredEngine } from './config.ts';
import type { ConfigFile } from './read-config.ts';
import { unexplainedDifferences } from './unexplained.ts';

/** The flags that a run of every engine changes. */
export interface MatrixFlags extends EngineFlags, JudgingFlags {
  readonly allEngines?: boolean;
  readonly seed?: number;
  readonly runs?: number;
  readonly out?: string;
  readonly stream?: string;
  readonly report?: readonly ReportTarget[];
  readonly saveCase?: string;
}

/** What one engine's run came to. */
export interface EngineOutcome extends Omit<EngineColumn, 'name'> {
  readonly kind: 'outcome';
  readonly exit: ExitCode;
}

/** Runs a command with every engine of the configuration on the same cases, and holds them against each other. */
export async function forAllEngines<Flags extends MatrixFlags>(
  flags: Flags,
  { path, config }: ConfigFile,
  io: Io,
  body: (flags: Flags) => Promise<EngineOutcome | CommandProblem>,
): Promise<ExitCode | CommandProblem> {
  const engines = Object.entries(config.engines ?? {});
  if (engines.length === 0)
    return usageProblem(`--all-engines: ${path ?? 'there is no configuration, and it'} names no engines`);
  if (flags.updateKnown === true && flags.knownFailing !== undefined && engines.length > 1)
    return usageProblem(
      '--update-known: with --all-engines each would replace the list of the one before; give every engine a knownFailing of its own in the configuration, and leave out --known-failing',
    );
  const seed = flags.seed ?? freshSeed();
  const outcomes: (EngineOutcome & EngineColumn)[] = [];
  for (const [name, engine] of engines) {
    if (io.signal.aborted) return EXIT.interrupted;
    io.out(`\n== ${name}\n\n`);
    const outcome = await body({ ...flags, ...flagsOf(flags, name, engine), seed });
    if (isProblem(outcome)) return { ...outcome, message: `${name}: ${outcome.message}` };
    outcomes.push({ ...outcome, name });
  }
  io.out(`\n${engineGrid(outcomes, io.color)}`);
  const chosen = engines.map(([name, engine]) => ({ name, flags: flagsOf(flags, name, engine) }));
  const differences = await unexplainedDifferences(chosen, { seed, runs: flags.runs }, io);
  if (typeof differences !== 'number') return differences;
  if (outcomes.some(({ exit }) => exit === EXIT.interrupted)) return EXIT.interrupted;
  return differences > 0
    ? EXIT.nonconform
    : Math.max(...outcomes.map(({ exit }) => exit)) === 0
      ? EXIT.conforms
      : EXIT.nonconform;
}

/** The flags of one engine: its own settings where no flag says otherwise, and files of its own. */
function flagsOf(flags: MatrixFlags, name: string, engine: ConfiguredEngine): MatrixFlags {
  const { command, build, dialect, level, knownFailing, timeout } = engine;
  const settings = {
    ...(dialect !== undefined && flags.dialect === undefined && { dialect }),
    ...(level !== undefined && flags.level === undefined && { level }),
    ...(knownFailing !== undefined && flags.knownFailing === undefined && { knownFailing }),
    ...(timeout !== undefined && { timeout }),
    ...(flags.out !== undefined && { out: join(flags.out, name) }),
    ...(flags.stream !== undefined && { stream: named(flags.stream, name) }),
    ...(flags.report !== undefined && { report: flags.report.map((target) => namedTarget(target, name)) }),
    ...(flags.saveCase !== undefined && { saveCase: named(flags.saveCase, name) }),
  };
  return {
    ...flags,
    ...settings,
    ...(build !== undefined && { engine: build }),
    ...(command !== undefined && { engineCmd: command }),
  };
}

/** `stream.ndjson` → `stream.mine.ndjson` */
function named(file: string, name: string): string {
  const ending = extname(file);
  return `${file.slice(0, file.length - ending.length)}.${name}${ending}`;
}

function namedTarget(target: ReportTarget, name: string): ReportTarget {
  return target.format === 'github' ? target : { ...target, file: named(target.file, name) };
}
