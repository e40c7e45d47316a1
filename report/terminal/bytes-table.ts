import type { EvidenceSpan } from '../../spec/violation.ts';
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

/** The bytes of a save, field by field: offset, bytes, field, type and value. */
export function bytesTable({ bytes, spans }: AnnotatedBytes, colors: Colors): string {
  const rows = spans.flatMap(({ start, length, path, type, value }) => {
    const lines: string[][] = [];
    for (let at = start; at < start + length; at += ROW) {
      const part = hexBytes(bytes.subarray(at, Math.min(at + ROW, start + length)));
      // The value of a buffer is its bytes.
      const text = type === 'buffer' ? '' : value;
      lines.push(at === start ? [String(at), part, path, type, text] : [String(at), part, '', '', '']);
    }
    return lines;
  });
  const total = colors.dim(plural(bytes.length, 'byte'));
  if (rows.length === 0) return total;
  const head = ['byte', 'bytes', 'field', 'type', 'value'].map((each) => colors.dim(each));
  return [table({ head, rows, align: ['right'] }), total].join('\n');
}
