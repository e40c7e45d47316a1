import type { Allocated, Difference, MemoryRange } from '../../campaign/compare/difference.ts';
import { compareBytes } from './compare-bytes.ts';
import { aroundDifference, elide } from './elide.ts';
import { shortHex } from './hex.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

/** Column heads: `A qemu-10.2`, `B mine`. */
export type SideNames = readonly [string, string];

/** Ranges of memory shown. */
const MOST = 12;

/** Both sides of a difference next to each other. */
export function differenceText(difference: Difference, names: SideNames, paint: Paint): string {
  switch (difference.kind) {
    case 'answer':
      return pair(difference.a.text, difference.b.text, names);
    case 'number': {
      const { what, path, a, b } = difference;
      return [elide(path === '' ? what : `${what} of ${path}`), pair(String(a), String(b), names)].join('\n');
    }
    case 'bytes':
      return compareBytes(difference, names, paint);
    case 'memory':
      return [...allocatedText(difference.allocated, names), ...rangesText(difference.ranges, names, paint)].join('\n');
  }
}

/** An answer may bring the engine's last words along: further lines stand under the first. */
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
    sizes.length === 0 ? 'no block' : `blocks of ${sizes.join(', ')} bytes`;
  return ['the load allocated', pair(list(allocated.a), list(allocated.b), names)];
}

function rangesText(ranges: readonly MemoryRange[], names: SideNames, paint: Paint): string[] {
  if (ranges.length === 0) return [];
  const rows = ranges
    .slice(0, MOST)
    .map(({ block, offset, path, a, b }) => [
      block === 0 ? '0 (the device)' : String(block),
      String(offset),
      elide(path ?? '(no field)'),
      paint.red(shortHex(a)),
      paint.red(shortHex(b)),
    ]);
  const head = ['block', 'offset', 'member', ...names].map((each) => paint.dim(each));
  const left = ranges.length - MOST;
  const more = left > 0 ? [paint.dim(`… ${plural(left, 'more difference', 'more differences')}`)] : [];
  return [table({ head, rows, align: ['left', 'right'] }), ...more];
}
