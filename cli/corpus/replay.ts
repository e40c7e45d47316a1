import { replayCase, type Replay, type ReplayPlan } from '../../campaign/corpus/replay-case.ts';
import { replayLineOf } from '../../report/terminal/replayed.ts';
import type { ChosenEngine } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { moveToFixed, type DamagedFile, type KeptCase } from './folder.ts';

/** What became of the cases that were replayed. */
export interface Replayed {
  readonly outcomes: readonly { readonly kept: KeptCase; readonly replay: Replay }[];
  readonly damaged: readonly DamagedFile[];
}

export interface ReplayOptions {
  readonly chosen: ChosenEngine;
  readonly plan: ReplayPlan;
  /** The corpus whose fixed findings are moved; null: nothing is moved. */
  readonly folder: string | null;
  /** Also tells of cases that pass as ever. */
  readonly verbose: boolean;
}

/** Judges kept cases again, tells what has become of each, and moves those that are fixed. */
export async function replay(
  cases: readonly (KeptCase | DamagedFile)[],
  { chosen, plan, folder, verbose }: ReplayOptions,
  io: Pick<Io, 'out' | 'err' | 'color' | 'signal'>,
): Promise<Replayed | CommandProblem> {
  const outcomes: { readonly kept: KeptCase; readonly replay: Replay }[] = [];
  const damaged: DamagedFile[] = [];
  const { engine, dialect } = chosen;
  for (const each of cases) {
    if (io.signal.aborted) break;
    if (each.kind === 'damaged') {
      damaged.push(each);
      io.err(`vmstate-conformance: ${each.path} ${each.why}; it stays where it is\n`);
      continue;
    }
    const was = each.file?.kind === 'finding' ? each.file.signature : null;
    const result = await replayCase(each.of, was, engine, { ...plan, dialect });
    outcomes.push({ kept: each, replay: result });
    if (verbose || result.outcome !== 'passes') io.out(replayLineOf(each, result, io.color));
    if (result.outcome === 'fixed' && folder !== null) {
      const problem = await moveToFixed(folder, each.path);
      if (problem !== null) return problem;
    }
  }
  return { outcomes, damaged };
}

/** The exit code of a replay. */
export function replayExit({ outcomes, damaged }: Replayed): ExitCode | CommandProblem {
  const failing = outcomes.filter(
    ({ replay: { outcome } }) => outcome === 'still fails' || outcome === 'fails otherwise',
  );
  if (failing.length > 0) return EXIT.nonconform;
  if (damaged.length > 0) return EXIT.usage;
  if (outcomes.length > 0 && outcomes.every(({ replay: { outcome } }) => outcome === 'cannot run'))
    return usageProblem('replay: no case could run with this engine');
  return EXIT.conforms;
}
