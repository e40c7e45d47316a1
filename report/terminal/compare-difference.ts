import type { Allocated, Difference, MemoryRange } from '../../campaign/compare/difference.ts';
import { compareBytes } from './compare-bytes.ts';
import { aroundDifference, truncate } from './truncate.ts';
import { shortHex } from './hex.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

/** Column heads: `A qemu-10.2`, `B mine`. */
export type SideNames = readonly [string, string];

/** Ranges of memory shown. */
const MOST = 12;

/** Both sides of a difference next to each other. */
export function differenceText(difference: Difference, names: SideNames, colors: Colors): string {
  switch (difference.kind) {
    case 'answer':
      return pair(difference.a.text, difference.b.text, names);
    case 'number': {
      const { what, path, a, b } = difference;
      return [truncate(path === '' ? what : `${what} of ${path}`), pair(String(a), String(b), names)].join('\n');
    }
    case 'bytes':
      return compareBytes(difference, names, colors);
    case 'memory':
      return [...allocatedText(difference.allocated, names), ...rangesText(difference.ranges, names, colors)].join(
        '\n',
      );
  }
}

/** Aligns further lines of an answer, such as the engine's stderr, under the first. */
function pair(a: string, b: string, names: SideNames): string {
  const [shortA, shortB] = aroundDifference(a, b);
  return table({
    head: [],
    rows: [
      [names[0], shortA],
      [names[1], shortB],
    ],
  });
}

function allocatedText(allocated: Allocated | null, names: SideNames): string[] {
  if (allocated === null) return [];
  const list = (sizes: readonly number[]): string =>
    sizes.length === 0
      ? 'no block'
      : `${sizes.length === 1 ? 'a block' : 'blocks'} of ${sizes.join(', ')} byte${sizes.length === 1 && sizes[0] === 1 ? '' : 's'}`;
  return ['the load allocated', pair(list(allocated.a), list(allocated.b), names)];
}

function rangesText(ranges: readonly MemoryRange[], names: SideNames, colors: Colors): string[] {
  if (ranges.length === 0) return [];
  const rows = ranges
    .slice(0, MOST)
    .map(({ block, offset, path, a, b }) => [
      block === 0 ? '0 (the device)' : String(block),
      String(offset),
      truncate(path ?? '(no field)'),
      colors.red(shortHex(a)),
      colors.red(shortHex(b)),
    ]);
  const head = ['block', 'offset', 'member', ...names].map((each) => colors.dim(each));
  const left = ranges.length - MOST;
  const more = left > 0 ? [colors.dim(`… ${plural(left, 'more difference', 'more differences')}`)] : [];
  return [table({ head, rows, align: ['left', 'right'] }), ...more];
}
