import type { Span } from '../oracle/wire/span.ts';
import { byteLiteral } from './literal.ts';
import { commentText } from './names.ts';

/** Bytes of one line. */
const ROW = 8;

/** An array of bytes; a comment on each line names the field that it belongs to. */
export function wireText(name: string, bytes: Uint8Array, spans: readonly Span[]): string {
  const rows: string[] = [];
  let at = 0;
  for (const { start, length, path, type } of spans) {
    rows.push(...rowsOf(bytes, { from: at, to: start }, '(no field)'));
    rows.push(...rowsOf(bytes, { from: start, to: start + length }, `${path} ${type}`));
    at = start + length;
  }
  rows.push(...rowsOf(bytes, { from: at, to: bytes.length }, '(no field)'));
  return [`static const uint8_t ${name}[] = {`, ...rows, '};'].join('\n');
}

function rowsOf(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  owner: string,
): string[] {
  const rows: string[] = [];
  for (let start = from; start < to; start += ROW) {
    const text = Array.from(bytes.subarray(start, Math.min(start + ROW, to)), (byte) => `${byteLiteral(byte)},`).join(
      ' ',
    );
    rows.push(`    ${text.padEnd(48)}/* ${start}: ${commentText(owner)} */`);
  }
  return rows;
}
