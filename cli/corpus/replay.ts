import { isFailing, replayCase, type Past, type Replay, type ReplayPlan } from '../../campaign/corpus/replay-case.ts';
import { failingNowLine, replayLineOf } from '../../report/terminal/replayed.ts';
import type { ChosenEngine } from '../engine-choice.ts';
import type { Io } from '../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { moveToFindings, moveToFixed, type DamagedFile, type KeptCase } from './folder.ts';

/** What became of the cases that were replayed. */
export interface Replayed {
  readonly outcomes: readonly { readonly kept: KeptCase; readonly replay: Replay }[];
  readonly damaged: readonly DamagedFile[];
}

export interface ReplayOptions {
  readonly chosen: ChosenEngine;
  readonly plan: ReplayPlan;
  /** The corpus whose findings are moved when they are fixed, or fail again; null: nothing is moved. */
  readonly folder: string | null;
  /** Tells of each case: also of those that pass as ever, and of interesting ones that fail, which are counted otherwise. */
  readonly verbose: boolean;
}

/** Judges kept cases again, tells what has become of each, and moves those that are fixed or fail again. */
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
    const result = await replayCase(each.of, pastOf(each, engine.hello.name), engine, { ...plan, dialect });
    outcomes.push({ kept: each, replay: result });
    if (verbose || !isOneOfMany(each, result)) io.out(replayLineOf(each, result, io.color));
    const problem = folder === null ? null : await move(folder, each, result);
    if (problem !== null) return problem;
  }
  if (!verbose) {
    const failing = outcomes.filter(({ replay: each }) => isFailing(each));
    const now = failing.filter(({ kept, replay: each }) => isOneOfMany(kept, each));
    io.out(failingNowLine(now.length, now.length === failing.length));
  }
  return { outcomes, damaged };
}

/** Whether a case needs no line of its own: it passes as ever, or it is interesting, where many fail for one cause. */
function isOneOfMany({ file }: KeptCase, { outcome }: Replay): boolean {
  return outcome === 'passes' || (outcome === 'fails now' && file?.kind === 'interesting');
}

/** A finding of another engine is none of this one. */
function pastOf({ file, isFixed }: KeptCase, engine: string): Past {
  return file?.kind === 'finding' && file.engine.name === engine
    ? { kind: isFixed ? 'fixed' : 'finding', signature: file.signature }
    : { kind: 'other' };
}

async function move(folder: string, { path }: KeptCase, { outcome }: Replay): Promise<CommandProblem | null> {
  if (outcome === 'fixed') return await moveToFixed(folder, path);
  return outcome === 'fails again' ? await moveToFindings(folder, path) : null;
}

/** The exit code of a replay. */
export function replayExit({ outcomes, damaged }: Replayed): ExitCode | CommandProblem {
  if (outcomes.some(({ replay: each }) => isFailing(each))) return EXIT.nonconform;
  if (damaged.length > 0) return EXIT.usage;
  if (outcomes.length > 0 && outcomes.every(({ replay: { outcome } }) => outcome === 'cannot run'))
    return usageProblem('replay: no case could run with this engine');
  return EXIT.conforms;
}
