import { plainJson } from '../failure-document.ts';
import type { FindingRecord } from './finding-record.ts';
import type { ChunkRecord, EndRecord, HeaderRecord, StreamRecord, TimeRecord } from './record.ts';

/** A whole stream. */
export interface StreamParts {
  readonly header: HeaderRecord;
  /** In the order of their runs. */
  readonly chunks: readonly ChunkRecord[];
  readonly findings: readonly FindingRecord[];
  readonly end: EndRecord;
  /** Left out where streams are to be compared byte for byte. */
  readonly times: readonly TimeRecord[];
}

/** One record as a line; the same record gives the same line. */
export function recordLine(record: StreamRecord): string {
  return `${JSON.stringify(record, record.kind === 'finding' ? plainJson : undefined)}\n`;
}

export function resultStreamText({ header, chunks, findings, end, times }: StreamParts): string {
  return [header, ...chunks, ...findings, ...times, end].map(recordLine).join('');
}
