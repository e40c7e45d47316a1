import { endRecord } from '../stream/parts.ts';
import type { HeaderRecord, RunRange, TimeRecord } from '../stream/record.ts';
import { totalsOf, type CampaignTotals, type ChunkSource } from '../stream/totals.ts';
import type { StreamParts } from '../stream/write.ts';
import { campaignProblems } from './campaign-problems.ts';
import { failuresToShrink, findingsOf } from './conclude.ts';
import { shrunkKey, type Shrunk } from './store.ts';

/** What a campaign, or several parts of one, came to. */
export interface Gathered {
  readonly header: HeaderRecord;
  /** Reads the chunks in the order of their runs; called again for each time that they are read. */
  readonly chunks: () => ChunkSource;
  readonly shrunk: readonly Shrunk[];
  readonly times: readonly TimeRecord[];
}

/** The stream of a campaign, and how many kinds of failure are not shrunk yet. */
export interface Conclusion {
  readonly parts: StreamParts;
  readonly totals: CampaignTotals;
  /** What fails the run besides the findings, in words for the user. */
  readonly problems: readonly string[];
  readonly unshrunk: number;
}

/** Puts everything in the order of the runs. The same results give the same stream, whoever found them in which order. */
export async function concludeCampaign({ header, chunks, shrunk, times }: Gathered): Promise<Conclusion> {
  const totals = await totalsOf(chunks());
  const findings = findingsOf(totals, shrunk);
  const problems = campaignProblems(header, totals);
  const { whole, ...rest } = header;
  const range = coveredRange(header.range.first, totals);
  const isPart = whole !== undefined && range.runs !== whole;
  return {
    parts: {
      header: { ...rest, range, ...(isPart && { whole }) },
      chunks,
      findings,
      end: endRecord(totals, findings, problems),
      times: [...times].sort((a, b) => a.first - b.first),
    },
    totals,
    problems,
    unshrunk: unshrunkOf(totals, shrunk),
  };
}

/** How many kinds of failure are still to be shrunk. */
export function unshrunkOf(totals: CampaignTotals, shrunk: readonly Shrunk[]): number {
  const done = new Set(shrunk.map(({ failure }) => shrunkKey(failure)));
  return failuresToShrink(totals).filter((failure) => !done.has(shrunkKey(failure))).length;
}

function coveredRange(first: number, { end }: CampaignTotals): RunRange {
  return { first, runs: Math.max(0, end - first) };
}
