import type { Shrunk } from './store.ts';
import { shrunkKey } from './store.ts';
import { failuresToShrink, findingsOf } from './conclude.ts';
import { endRecord } from '../stream/parts.ts';
import type { ChunkRecord, HeaderRecord, RunRange, TimeRecord } from '../stream/record.ts';
import type { StreamParts } from '../stream/write.ts';

/** What a campaign, or several parts of one, came to. */
export interface Gathered {
  readonly header: HeaderRecord;
  readonly chunks: readonly ChunkRecord[];
  readonly shrunk: readonly Shrunk[];
  readonly times: readonly TimeRecord[];
}

/** The stream of a campaign, and how many kinds of failure are not shrunk yet. */
export interface Conclusion {
  readonly parts: StreamParts;
  readonly unshrunk: number;
}

/** Puts everything in the order of the runs. The same results give the same stream, whoever found them in which order. */
export function concludeCampaign({ header, chunks: any, shrunk, times }: Gathered): Conclusion {
  const chunks = [...any].sort((a, b) => a.first - b.first);
  const findings = findingsOf(chunks, shrunk);
  const done = new Set(shrunk.map(({ failure }) => shrunkKey(failure)));
  return {
    parts: {
      header: { ...header, range: coveredRange(header.range.first, chunks) },
      chunks,
      findings,
      end: endRecord(chunks, findings),
      times: [...times].sort((a, b) => a.first - b.first),
    },
    unshrunk: failuresToShrink(chunks).filter((failure) => !done.has(shrunkKey(failure))).length,
  };
}

function coveredRange(first: number, chunks: readonly ChunkRecord[]): RunRange {
  const last = chunks.at(-1);
  return { first, runs: last === undefined ? 0 : last.first + last.runs - first };
}
