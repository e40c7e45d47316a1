import { emptyCensus, type Census } from './coverage/statistics.ts';
import type { Law } from '../spec/law.ts';
import { emptyExercise, type ExerciseTally } from './coverage/rule-coverage.ts';
import type { KnownList } from './known-failing/entry.ts';
import { createMatcher, type Matcher } from './known-failing/matcher.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What a campaign gathers, case by case. */
export interface CampaignState {
  readonly tallies: readonly Tally[];
  readonly matcher: Matcher;
  readonly census: Census;
  readonly exercise: ExerciseTally;
}

export function newState(laws: readonly Law[], known: KnownList | undefined): CampaignState {
  return {
    tallies: laws.map(emptyTally),
    matcher: createMatcher(known?.entries ?? []),
    census: emptyCensus(),
    exercise: emptyExercise(laws),
  };
}
