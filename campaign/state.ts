import { emptyStatistics, type GenerationStatistics } from './coverage/statistics.ts';
import type { Law } from '../spec/law.ts';
import { emptyRuleCoverage, type RuleCoverageTally } from './coverage/rule-coverage.ts';
import type { KnownList } from './known-failing/entry.ts';
import { createMatcher, type Matcher } from './known-failing/matcher.ts';
import { emptyTally, type Tally } from './tally.ts';

/** What a campaign gathers, case by case. */
export interface CampaignState {
  readonly tallies: readonly Tally[];
  readonly matcher: Matcher;
  readonly statistics: GenerationStatistics;
  readonly ruleCoverage: RuleCoverageTally;
}

export function newState(laws: readonly Law[], known: KnownList | undefined): CampaignState {
  return {
    tallies: laws.map(emptyTally),
    matcher: createMatcher(known?.entries ?? []),
    statistics: emptyStatistics(),
    ruleCoverage: emptyRuleCoverage(laws),
  };
}
