import type { Span } from '../oracle/wire/span.ts';
import { byteRows } from '../report/terminal/byte-rows.ts';
import { byteLiteral } from './literal.ts';
import { commentText } from './names.ts';

/** An array of bytes, each line with the field it belongs to. */
export function wireText(name: string, bytes: Uint8Array, spans: readonly Span[]): string {
  const rows = byteRows(spans, bytes.length, bytes.length).map(({ start, length, owner }) => {
    const text = Array.from(bytes.subarray(start, start + length), (byte) => `${byteLiteral(byte)},`).join(' ');
    return `    ${text.padEnd(48)}/* ${start}: ${commentText(owner)} */`;
  });
  return [`static const uint8_t ${name}[] = {`, ...rows, '};'].join('\n');
}
