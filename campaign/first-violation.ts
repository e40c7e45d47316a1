import { generatorFor, caseOfRun } from './case-of-run.ts';
import { lawsFor } from './features.ts';
import { judgeCases, type JudgeSettings } from './judge-cases.ts';
import { newState } from './state.ts';
import type { CampaignOptions } from './run.ts';
import type { Violation } from '../spec/violation.ts';

/** The violation of the lowest run that was seen, and its run. */
export interface FirstViolation {
  readonly run: number;
  readonly violation: Violation;
}

/** Whether an engine was caught, and how far it was judged. */
export interface Chase {
  /** Null: no case failed. */
  readonly first: FirstViolation | null;
  /** Cases that were judged; fewer than asked for where one failed, or where a limit or the signal ended it. */
  readonly cases: number;
  /** How often a law was not skipped on them, over all laws. */
  readonly judged: number;
}

/** Judges generated cases until one fails, and shrinks nothing. */
export async function firstViolation(
  options: JudgeSettings & Pick<CampaignOptions, 'dialect' | 'seed' | 'runs' | 'signal'>,
): Promise<Chase> {
  const { engine, dialect, seed, runs, known, limits } = options;
  const { judged: laws } = lawsFor(engine.hello, options.laws);
  const generator = generatorFor(engine.hello, dialect);
  const state = newState(laws, known);
  const source = { first: 0, count: runs, at: (run: number) => caseOfRun(generator, seed, run) };
  await judgeCases(source, { engine, laws }, state, { ...options, limits: { ...limits, failures: 1, hangs: 1 } });
  const firsts = state.tallies
    .flatMap(({ groups }) => [...groups.values()])
    .filter((group) => group.known.length === 0)
    .map(({ first }) => first);
  const { cases } = state.statistics;
  const judged = state.tallies.flatMap(({ verdicts }) => Object.values(verdicts));
  return {
    first: firsts.sort((a, b) => a.run - b.run)[0] ?? null,
    cases,
    judged: judged.reduce((sum, n) => sum + n, 0),
  };
}
