import { createCoverage, type Coverage, type CoverageMarks } from '../../campaign/stream/coverage.ts';
import type { FindingRecord } from '../../campaign/stream/finding-record.ts';
import type { EndRecord, HeaderRecord, RunRange, StreamRecord, TimeRecord } from '../../campaign/stream/record.ts';
import { addToTotals, emptyTotals, type CampaignTotals } from '../../campaign/stream/totals.ts';

/** A stream that was read: its chunks added up, so that a long one fits into memory. */
export interface ReadStream {
  readonly header: HeaderRecord;
  readonly totals: CampaignTotals;
  readonly marks: readonly ChunkMarks[];
  readonly findings: readonly FindingRecord[];
  readonly times: readonly TimeRecord[];
  /** Null: the stream was cut off. */
  readonly end: EndRecord | null;
}

/** What is remembered of a single chunk, to say what was covered when. */
export interface ChunkMarks extends RunRange {
  readonly cases: number;
  readonly marks: CoverageMarks;
}

/** Takes the records of a stream one by one. */
export interface StreamReader {
  readonly add: (record: StreamRecord) => void;
  /** Null: there was no header. */
  readonly stream: () => ReadStream | null;
}

export function createStreamReader(): StreamReader {
  const totals = emptyTotals();
  const marks: ChunkMarks[] = [];
  const findings: FindingRecord[] = [];
  const times: TimeRecord[] = [];
  let begun: { readonly header: HeaderRecord; readonly coverage: Coverage } | null = null;
  let end: EndRecord | null = null;
  return {
    add(record) {
      switch (record.kind) {
        case 'header':
          begun ??= { header: record, coverage: createCoverage(record.dialect, record.laws) };
          return;
        case 'chunk': {
          addToTotals(totals, record);
          const { first, runs, cases } = record;
          if (begun !== null) marks.push({ first, runs, cases, marks: begun.coverage.marksOf(record) });
          return;
        }
        case 'finding':
          findings.push(record);
          return;
        case 'time':
          times.push(record);
          return;
        case 'end':
          end ??= record;
      }
    },
    stream: () => (begun === null ? null : { header: begun.header, totals, marks, findings, times, end }),
  };
}
