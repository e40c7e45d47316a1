import type { EvidenceSpan } from '../../spec/violation.ts';
import { truncate } from './truncate.ts';
import { ROW } from './byte-rows.ts';
import { hexBytes } from './hex.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

/** The bytes of a save: which field owns which, and the value that they encode. */
export interface AnnotatedBytes {
  readonly bytes: Uint8Array;
  readonly spans: readonly (EvidenceSpan & { readonly value: string })[];
}

/** Rows at either end of a field that is too long to show. */
const MOST_ROWS = 32;

/** The bytes of a save, field by field: offset, bytes, field, type and value. */
export function bytesTable({ bytes, spans }: AnnotatedBytes, colors: Colors): string {
  const rows = spans.flatMap(({ start, length, path, type, value }) => {
    const lines: string[][] = [];
    const end = start + length;
    const skipped = Math.ceil(length / ROW) - 2 * MOST_ROWS;
    for (let at = start; at < end; at += ROW) {
      if (skipped > 0 && at === start + MOST_ROWS * ROW) {
        at += skipped * ROW;
        lines.push(['…', `${plural(skipped, 'row')} of ${ROW} bytes left out`, '', '', '']);
      }
      const part = hexBytes(bytes.subarray(at, Math.min(at + ROW, end)));
      // The value of a buffer is its bytes.
      const text = type === 'buffer' ? '' : value;
      lines.push(
        at === start ? [String(at), part, truncate(path), type, truncate(text)] : [String(at), part, '', '', ''],
      );
    }
    return lines;
  });
  const total = colors.dim(plural(bytes.length, 'byte'));
  if (rows.length === 0) return total;
  const head = ['byte', 'bytes', 'field', 'type', 'value'].map((each) => colors.dim(each));
  return [table({ head, rows, align: ['right'] }), total].join('\n');
}
