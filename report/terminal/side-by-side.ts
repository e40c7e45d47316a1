import type { Evidence } from '../../spec/violation.ts';
import { byteRows, type ByteRow } from './byte-rows.ts';
import { truncate } from './truncate.ts';
import { firstDifferentByte, hexBytes } from './hex.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

type Bytes = Extract<Evidence, { kind: 'bytes' }>;

/** Rows shown before and after the one with the first difference. */
const BEFORE = 4;
const AFTER = 8;

/** Received and expected bytes, the field that owns them, and a caret under the first difference. */
export function sideBySide({ expected, received, spans }: Bytes, colors: Colors): string {
  const at = firstDifferentByte(expected, received);
  if (at < 0) return `received and expected are the same ${plural(expected.length, 'byte')}`;
  const rows = byteRows(spans, expected.length, Math.max(expected.length, received.length));
  const bad = rows.findIndex(({ start, length }) => at >= start && at < start + length);
  const first = Math.max(0, bad - BEFORE);
  const shown = rows.slice(first, bad + AFTER + 1);
  const last = shown.at(-1);
  const skipped = shown[0]?.start ?? 0;
  const left = Math.max(expected.length, received.length) - (last === undefined ? 0 : last.start + last.length);
  const cells = shown.map((row) => cellsOf(row, { expected, received, at }, colors));
  return [
    `received ${plural(received.length, 'byte')} instead of ${expected.length}; the first difference is at byte ${at}`,
    ...(skipped > 0 ? [colors.dim(`… ${plural(skipped, 'byte')} before, all equal`)] : []),
    table({
      head: ['byte', 'field', 'received', 'expected'].map((each) => colors.dim(each)),
      rows: cells,
      align: ['right'],
    }),
    ...(left > 0 ? [colors.dim(`… ${plural(left, 'byte')} behind`)] : []),
  ].join('\n');
}

interface CellContext {
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
  /** Offset of the first difference. */
  readonly at: number;
}

function cellsOf(row: ByteRow, { expected, received, at }: CellContext, colors: Colors): string[] {
  const { start, length, owner } = row;
  const a = expected.subarray(start, start + length);
  const b = received.subarray(start, start + length);
  const differs = firstDifferentByte(a, b) >= 0;
  const caret = at >= start && at < start + length ? `\n${' '.repeat(3 * (at - start))}${colors.yellow('^^')}` : '';
  const side = (bytes: Uint8Array, mark: Colors['red']): string => {
    const text = bytes.length === 0 ? '(nothing)' : hexBytes(bytes);
    return `${differs ? mark(text) : text}${caret}`;
  };
  return [String(start), truncate(owner), side(b, colors.red), side(a, colors.green)];
}
