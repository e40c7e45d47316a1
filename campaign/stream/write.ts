import { plainJson } from '../failure-document.ts';
import type { FindingRecord } from './finding-record.ts';
import type { EndRecord, HeaderRecord, StreamRecord, TimeRecord } from './record.ts';
import type { ChunkSource } from './totals.ts';

/** A whole stream. */
export interface StreamParts {
  readonly header: HeaderRecord;
  /** Reads the chunks in the order of their runs; called again for each time that they are read. */
  readonly chunks: () => ChunkSource;
  readonly findings: readonly FindingRecord[];
  readonly end: EndRecord;
  /** Left out where streams are to be compared byte for byte. */
  readonly times: readonly TimeRecord[];
}

/** One record as a line; the same record gives the same line. */
export function recordLine(record: StreamRecord): string {
  return `${JSON.stringify(record, record.kind === 'finding' ? plainJson : undefined)}\n`;
}

/** The lines of a stream, one after another: all at once may be more than a string can hold. */
export async function* resultStreamLines({
  header,
  chunks,
  findings,
  end,
  times,
}: StreamParts): AsyncGenerator<string, undefined, undefined> {
  yield recordLine(header);
  for await (const chunk of chunks()) yield recordLine(chunk);
  for (const record of [...findings, ...times, end]) yield recordLine(record);
}
