import { truncate } from './truncate.ts';
import type { EvidenceSpan } from '../../spec/violation.ts';

/** A stretch of bytes that one field owns, short enough for one line. */
export interface ByteRow {
  readonly start: number;
  readonly length: number;
  /** `regs[2].ctrl uint32`, or why nobody owns the bytes. */
  readonly owner: string;
}

/** Bytes of one line. */
export const ROW = 8;

/** Cuts `total` bytes into rows: one or more for each span, then for what lies behind the last. */
export function byteRows(spans: readonly EvidenceSpan[], expected: number, total: number): ByteRow[] {
  const rows: ByteRow[] = [];
  let at = 0;
  for (const { start, length, path, type } of spans) {
    cut(rows, at, start, '(no field)');
    cut(rows, start, start + length, truncate(`${path} ${type}`));
    at = start + length;
  }
  cut(rows, at, expected, '(no field)');
  cut(rows, Math.max(at, expected), total, '(past the end)');
  return rows;
}

function cut(rows: ByteRow[], from: number, to: number, owner: string): void {
  for (let start = from; start < to; start += ROW) {
    rows.push({ start, length: Math.min(ROW, to - start), owner });
  }
}
