import type { PageBlock, PageDifference, PageMemory } from '../data.ts';
import { spaced } from './hex.ts';

/** Bytes of a block that belong together, as one line of the picture. */
export interface MemoryRow {
  readonly start: number;
  readonly length: number;
  /** Null: no field describes the bytes. */
  readonly path: string | null;
  readonly kind: 'value' | 'pointer' | 'none';
  readonly bytes: string;
  readonly difference: PageDifference | null;
}

export interface PlacedBlock {
  readonly index: number;
  readonly block: PageBlock;
  readonly rows: readonly MemoryRow[];
  /** Rows that are left out: there are too many. */
  readonly rowsLeftOut: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface Arrow {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly path: string | null;
}

export interface MemoryLayout {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly PlacedBlock[];
  readonly arrows: readonly Arrow[];
}

export const BLOCK_WIDTH = 330;
export const ROW_HEIGHT = 20;
export const HEAD = 26;
const COLUMN_GAP = 64;
const BLOCK_GAP = 22;
const MARGIN = 8;
const MOST_ROWS = 40;
const SHOWN_BYTES = { value: 8, pointer: 8, none: 4 } as const;

/** Places the blocks in columns: how many pointers lie between the device and a block. */
export function layoutMemory({ blocks, pointerSize }: PageMemory): MemoryLayout {
  const columns = columnsOf(blocks);
  const bottoms: number[] = [];
  const placed = blocks.map((block, index): PlacedBlock => {
    const column = columns[index] ?? 0;
    const all = rowsOf(block, pointerSize);
    const rows = all.slice(0, MOST_ROWS);
    const y = bottoms[column] ?? MARGIN;
    const height = HEAD + ROW_HEIGHT * (rows.length + (all.length > MOST_ROWS ? 1 : 0)) + 4;
    bottoms[column] = y + height + BLOCK_GAP;
    const x = MARGIN + column * (BLOCK_WIDTH + COLUMN_GAP);
    return { index, block, rows, rowsLeftOut: all.length - rows.length, x, y, height };
  });
  return {
    width: 2 * MARGIN + bottoms.length * BLOCK_WIDTH + (bottoms.length - 1) * COLUMN_GAP,
    height: Math.max(0, ...bottoms) - BLOCK_GAP + MARGIN,
    blocks: placed,
    arrows: placed.flatMap((from) => arrowsOf(from, placed)),
  };
}

/** The device and what nothing leads to stand first. */
function columnsOf(blocks: readonly PageBlock[]): number[] {
  const columns = blocks.map(() => 0);
  const seen = new Set([0]);
  let front = [0];
  for (let column = 1; front.length > 0; column++) {
    const next: number[] = [];
    for (const index of front)
      for (const { to } of blocks[index]?.pointers ?? []) {
        if (to === null || seen.has(to.block) || to.block >= blocks.length) continue;
        seen.add(to.block);
        // Long chains would make the picture wider than anyone scrolls.
        columns[to.block] = Math.min(column, 6);
        next.push(to.block);
      }
    front = next;
  }
  return columns;
}

/** The bytes of a block, cut where the owner changes, a pointer lies or a difference begins or ends. */
function rowsOf(block: PageBlock, pointerSize: number): MemoryRow[] {
  const { owners, pointers, bytes, differences } = block;
  const ranges = [
    ...owners.map(
      ({ start, length, path, what }) =>
        ({ start, length, path, kind: what === 'pointer' ? 'pointer' : 'value' }) as const,
    ),
    ...pointers
      .filter(({ at }) => !owners.some(({ start, length }) => at >= start && at < start + length))
      .map(({ at }) => ({ start: at, length: pointerSize, path: null, kind: 'pointer' }) as const),
  ].sort((a, b) => a.start - b.start);
  const rows: MemoryRow[] = [];
  const add = (start: number, end: number, path: string | null, kind: MemoryRow['kind']): void => {
    if (start >= end) return;
    const difference = differences.find(({ offset, length }) => offset < end && offset + Math.max(1, length) > start);
    const most = SHOWN_BYTES[kind];
    const shown = spaced(bytes.slice(2 * start, 2 * Math.min(end, start + most)));
    const more = end - start > most ? ' …' : '';
    rows.push({ start, length: end - start, path, kind, bytes: `${shown}${more}`, difference: difference ?? null });
  };
  const unowned = (from: number, to: number): void => {
    const cuts = differences.flatMap(({ offset, length }) => [offset, offset + length]);
    let at = from;
    for (const cut of cuts.filter((each) => each > from && each < to).sort((a, b) => a - b)) {
      add(at, cut, null, 'none');
      at = cut;
    }
    add(at, to, null, 'none');
  };
  let at = 0;
  for (const { start, length, path, kind } of ranges) {
    unowned(at, start);
    add(Math.max(at, start), start + length, path, kind);
    at = Math.max(at, start + length);
  }
  unowned(at, block.size);
  return rows;
}

function arrowsOf(from: PlacedBlock, placed: readonly PlacedBlock[]): Arrow[] {
  return from.block.pointers.flatMap(({ at, to }): Arrow[] => {
    const goal = to === null ? undefined : placed[to.block];
    const row = from.rows.findIndex(({ start, length }) => at >= start && at < start + length);
    if (to === null || goal === undefined || row < 0) return [];
    const into = goal.rows.findIndex(({ start, length }) => to.offset >= start && to.offset < start + length);
    return [
      {
        from: { x: from.x + BLOCK_WIDTH, y: middle(from, row) },
        // Into a neighbour on the right from its left side; into any other block round its right side.
        to: {
          x: goal.x > from.x ? goal.x : goal.x + BLOCK_WIDTH,
          y: into < 0 ? goal.y + HEAD / 2 : middle(goal, into),
        },
        path: from.rows[row]?.path ?? null,
      },
    ];
  });
}

function middle({ y }: PlacedBlock, row: number): number {
  return y + HEAD + ROW_HEIGHT * (row + 0.5);
}
