import type { Difference } from '../../campaign/compare/difference.ts';
import { byteRows, type ByteRow } from './byte-rows.ts';
import { truncate } from './truncate.ts';
import { firstDifferentByte, hexBytes } from './hex.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

type Bytes = Extract<Difference, { kind: 'bytes' }>;

/** Rows shown before and after the one with the first difference. */
const BEFORE = 4;
const AFTER = 8;

/** What both sides wrote, the field that owns each byte of A, and a caret under the first difference. */
export function compareBytes(
  { a, b, spans }: Bytes,
  [nameA, nameB]: readonly [string, string],
  colors: Colors,
): string {
  const at = firstDifferentByte(a, b);
  const total = Math.max(a.length, b.length);
  const rows =
    spans === null
      ? byteRows([], total, total).map((row) => ({ ...row, owner: '' }))
      : byteRows(spans, a.length, total);
  const bad = rows.findIndex(({ start, length }) => at >= start && at < start + length);
  const shown = rows.slice(Math.max(0, bad - BEFORE), bad + AFTER + 1);
  const skipped = shown[0]?.start ?? 0;
  const last = shown.at(-1);
  const left = last === undefined ? 0 : total - last.start - last.length;
  const unnamed = 'the bytes of A are not those of the oracle: which field owns which is unknown';
  return [
    `A wrote ${plural(a.length, 'byte')}, B ${b.length}; the first difference is at byte ${at}`,
    ...(spans === null ? [colors.dim(unnamed)] : []),
    ...(skipped > 0 ? [colors.dim(`… ${plural(skipped, 'byte')} before, all equal`)] : []),
    table({
      head: ['byte', ...(spans === null ? [] : ['field']), nameA, nameB].map((each) => colors.dim(each)),
      rows: shown.map((row) => cellsOf(row, { a, b, at, named: spans !== null }, colors)),
      align: ['right'],
    }),
    ...(left > 0 ? [colors.dim(`… ${plural(left, 'byte')} behind`)] : []),
  ].join('\n');
}

interface CellContext {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  /** Offset of the first difference. */
  readonly at: number;
  /** Whether the fields that own the bytes are known. */
  readonly named: boolean;
}

function cellsOf({ start, length, owner }: ByteRow, { a, b, at, named }: CellContext, colors: Colors): string[] {
  const ofA = a.subarray(start, start + length);
  const ofB = b.subarray(start, start + length);
  const differs = firstDifferentByte(ofA, ofB) >= 0;
  const caret = at >= start && at < start + length ? `\n${' '.repeat(3 * (at - start))}${colors.yellow('^^')}` : '';
  const side = (bytes: Uint8Array): string => {
    const text = bytes.length === 0 ? '(nothing)' : hexBytes(bytes);
    return `${differs ? colors.red(text) : text}${caret}`;
  };
  return [String(start), ...(named ? [truncate(owner)] : []), side(ofA), side(ofB)];
}
