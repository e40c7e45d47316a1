import type { Found } from './find.ts';

/**
 * Descriptions whose list of fields lacks VMSTATE_END_OF_LIST. Where the release
 * has VMS_END (since 8.0) a list that zeros end without it was ended by chance. A
 * list in which another begins runs on into that one.
 */
export function unterminatedIn({ descriptions, numbering, fieldSize }: Found): ReadonlySet<number> {
  const starts = [...new Set([...descriptions.values()].map(({ raw }) => raw.fields))].sort((a, b) => a - b);
  const found = new Set<number>();
  for (const [address, { raw, fields }] of descriptions) {
    if (raw.fields === 0 || fields.list.length === 0) continue;
    const end = raw.fields + fieldSize * fields.list.length;
    if (fields.end !== numbering.end || isBetween(starts, raw.fields, end)) found.add(address);
  }
  return found;
}

/** Whether a sorted list has a number between two others. */
function isBetween(sorted: readonly number[], low: number, high: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) <= low) from = middle + 1;
    else to = middle;
  }
  return (sorted[from] ?? Infinity) < high;
}
