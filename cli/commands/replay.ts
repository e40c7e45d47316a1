import { stat } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { isToken, textOfToken } from '../../campaign/corpus/token.ts';
import { levels } from '../../campaign/level.ts';
import { replayedSummary } from '../../report/terminal/replayed.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { parseKept, readCorpus, readKept, type DamagedFile, type KeptCase } from '../corpus/folder.ts';
import { replay, replayExit } from '../corpus/replay.ts';
import { addConfigOptions, withConfig } from '../config/apply-config.ts';
import { chooseEngine, type EngineFlags } from '../engine-choice.ts';
import type { Execute, Io } from '../io.ts';
import { judgingOf, type JudgingFlags } from '../judging.ts';
import { CHECK_SECONDS, dialectOption, engineCmdOption, timeoutOption } from '../options.ts';
import { EXIT, INTERRUPTED_CODES, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

const exitCodes = `
Exit codes: 0 no case fails, 1 a case fails, 2 wrong flags, a damaged file, or no case can run,
3 the engine cannot be used, 4 internal error of the suite, ${INTERRUPTED_CODES}.`;

interface ReplayFlags extends EngineFlags, JudgingFlags {
  readonly verbose?: boolean;
}

/** Adds `replay`. */
export function addReplay(program: Command, execute: Execute): void {
  addConfigOptions(program.command('replay'))
    .description('judge kept cases again: FIXED, STILL FAILS, FAILS AGAIN, FAILS OTHERWISE, FAILS NOW or CANNOT RUN')
    .argument('<what>', 'a file of a corpus or of a case, a corpus folder, or the token of a case')
    .option('--engine <name>', "'reference', or an engine built by 'qemu build' (default: reference)")
    .addOption(engineCmdOption().conflicts('engine'))
    .addOption(timeoutOption(CHECK_SECONDS))
    .addOption(dialectOption("the release to judge by (default: the engine's own)"))
    .addOption(
      new Option('--level <level>', 'lowest level of rules whose violations fail (as in check)').choices(levels),
    )
    .option('--known-failing <file>', 'list of known failures, as in check')
    .option('--verbose', 'of a folder, also tell of each case that passes, and of each interesting one that fails')
    .addHelpText('after', exitCodes)
    .action((what: string, flags: ReplayFlags, command: Command) =>
      execute((io) => withConfig(command, io, () => run(what, flags, io))),
    );
}

async function run(what: string, flags: ReplayFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const source = await sourceOf(what);
  if (isProblem(source)) return source;
  const judging = await judgingOf(flags);
  if (isProblem(judging)) return judging;
  const chosen = await chooseEngine(flags, io.env);
  if (isProblem(chosen)) return chosen;
  try {
    const plan = { laws: allLaws, ...judging };
    const { cases, folder } = source;
    const verbose = folder === null || flags.verbose === true;
    const replayed = await replay(cases, { chosen, plan, folder, verbose }, io);
    if (isProblem(replayed)) return replayed;
    io.out(`${replayedSummary(replayed.outcomes.map((each) => each.replay)) || 'no case'}\n`);
    return io.signal.aborted ? EXIT.interrupted : replayExit(replayed);
  } finally {
    await chosen.engine.close();
  }
}

interface Source {
  readonly kind: 'source';
  readonly cases: readonly (KeptCase | DamagedFile)[];
  /** Null: not a folder. */
  readonly folder: string | null;
}

async function sourceOf(what: string): Promise<Source | CommandProblem> {
  if (isToken(what)) {
    const text = textOfToken(what);
    return text === null
      ? usageProblem('replay: the token is damaged: it must be pasted whole')
      : { kind: 'source', cases: [parseKept('token', text)], folder: null };
  }
  const found = await stat(what).catch(() => null);
  if (found === null) return usageProblem(`replay: ${what} does not exist`);
  if (!found.isDirectory()) return { kind: 'source', cases: [await readKept(what)], folder: null };
  const cases = await readCorpus(what);
  if (cases.length === 0) return usageProblem(`replay: ${what} has no cases: fuzz --corpus keeps them there`);
  return { kind: 'source', cases, folder: what };
}
