import type { EntryDifference } from '../../spec/differences/vmdesc-differences.ts';
import type { Colors } from './colors.ts';
import { truncate } from './truncate.ts';
import { plural } from './words.ts';

/** Entries that are shown. */
const MOST = 12;

/** Where a vmdesc is not what it should be, an entry after the other. */
export function entriesTable(differences: readonly EntryDifference[], colors: Colors): string {
  const left = differences.length - MOST;
  return [
    ...differences
      .slice(0, MOST)
      .flatMap(({ entry, received, expected }) => [
        colors.dim(truncate(entry)),
        `  received  ${colors.red(truncate(received ?? '(nothing)'))}`,
        `  expected  ${colors.green(truncate(expected ?? '(nothing)'))}`,
      ]),
    ...(left > 0 ? [colors.dim(`… ${plural(left, 'more entry', 'more entries')}`)] : []),
  ].join('\n');
}
