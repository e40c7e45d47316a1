import { clusterFindings } from '../findings/cluster.ts';
import { mergeFindings } from '../findings/merge-findings.ts';
import type { FindingRecord } from '../stream/finding-record.ts';
import type { FailureRecord } from '../stream/record.ts';
import { decidingFailures, type CampaignTotals } from '../stream/totals.ts';
import { shrunkKey, type Shrunk } from './store.ts';

/** Kinds of failure that are shrunk: those of the lowest runs. Others are counted. */
export const MOST_SHRUNK = 300;

/** The kinds of failure of a campaign that are to be shrunk, in the order of their first runs. */
export function failuresToShrink(totals: CampaignTotals): FailureRecord[] {
  return decidingFailures(totals).slice(0, MOST_SHRUNK);
}

/**
 * The findings of a campaign, each by its smallest case. A finding depends on the
 * first case of a kind alone, so that shards come to the same as a whole run.
 */
export function findingsOf(totals: CampaignTotals, shrunk: readonly Shrunk[]): FindingRecord[] {
  const known = new Map(shrunk.map((each) => [shrunkKey(each.failure), each.finding]));
  const findings = mergeFindings(
    failuresToShrink(totals).flatMap((failure) => {
      const finding = known.get(shrunkKey(failure)) ?? null;
      return finding === null ? [] : [{ ...finding, cases: failure.cases }];
    }),
  );
  return clusterFindings(findings);
}
