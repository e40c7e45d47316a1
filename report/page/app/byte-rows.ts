import type { PageBytes } from '../data.ts';
import { byteAt, lengthOf } from './hex.ts';

/** Bytes of one side in a row. */
export const ROW = 8;

/** One place of both sides. */
export interface ByteCell {
  readonly at: number;
  /** Two hex digits; null: that side has no byte there. */
  readonly left: string | null;
  readonly right: string | null;
  readonly differs: boolean;
  /** Index of the span that owns the byte; -1: none. */
  readonly span: number;
}

/** The bytes of both sides in rows, each with its owner. */
export function byteRows({ left, right, spans }: PageBytes): ByteCell[][] {
  const total = Math.max(lengthOf(left.hex), right === null ? 0 : lengthOf(right.hex));
  const rows: ByteCell[][] = [];
  let span = 0;
  for (let at = 0; at < total; at++) {
    while (span < spans.length && at >= (spans[span]?.start ?? 0) + (spans[span]?.length ?? 0)) span++;
    const owned = at >= (spans[span]?.start ?? Infinity);
    const [a, b] = [byteAt(left.hex, at), right === null ? null : byteAt(right.hex, at)];
    const cell = { at, left: a, right: b, differs: right !== null && a !== b, span: owned ? span : -1 };
    const last = rows.at(-1);
    if (last === undefined || last.length === ROW) rows.push([cell]);
    else last.push(cell);
  }
  return rows;
}

/** Rows that are shown at first: around the first difference, or the first ones. */
export function shownRows(rows: readonly ByteCell[][], most: number): { readonly from: number; readonly to: number } {
  if (rows.length <= most) return { from: 0, to: rows.length };
  const bad = rows.findIndex((row) => row.some(({ differs }) => differs));
  const from = Math.max(0, Math.min(bad - Math.floor(most / 3), rows.length - most));
  return { from, to: from + most };
}
