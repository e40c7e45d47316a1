import { emptyStatistics, type GenerationStatistics } from './coverage/statistics.ts';
import type { FailureCounts } from './findings/failure-kind.ts';
import type { Law } from '../spec/law.ts';
import { emptyRuleCoverage, type RuleCoverageTally } from './coverage/rule-coverage.ts';
import type { KnownList } from './known-failing/entry.ts';
import { createMatcher, type Matcher } from './known-failing/matcher.ts';
import type { Promises } from './promises.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What a campaign gathers, case by case. */
export interface CampaignState {
  readonly tallies: readonly Tally[];
  readonly matcher: Matcher;
  readonly statistics: GenerationStatistics;
  readonly ruleCoverage: RuleCoverageTally;
  readonly promises: Promises;
  /** Failing cases by kind, for a campaign that gathers findings; null: nobody asks for them. */
  readonly failures: FailureCounts | null;
  /** Cases in which a law could not be judged, because the engine answered `unsupported`. */
  unjudged: number;
  /** Why the run ended before its last case, in words for the user; null: it did not. */
  stopped: string | null;
}

export function newState(
  laws: readonly Law[],
  known: KnownList | undefined,
  failures: FailureCounts | null = null,
): CampaignState {
  return {
    tallies: laws.map(emptyTally),
    matcher: createMatcher(known?.entries ?? []),
    statistics: emptyStatistics(),
    ruleCoverage: emptyRuleCoverage(laws),
    promises: new Map(),
    failures,
    unjudged: 0,
    stopped: null,
  };
}
