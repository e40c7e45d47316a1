import { missedText } from '../../../qemu/coverage/missed-text.ts';
import type { CoverageSummary } from '../../../qemu/coverage/summary.ts';
import { table } from '../../../report/terminal/table.ts';

/** A table of what was reached in each file, and for the rest, why not. */
export function coverageText(summaries: readonly CoverageSummary[]): string {
  const head = ['file', 'lines', 'reached', '', 'branches', 'taken', ''];
  const rows = summaries.map(({ file, lines, reached, branches, taken }) => [
    file,
    String(lines),
    String(reached),
    percent(reached, lines),
    String(branches),
    String(taken),
    percent(taken, branches),
  ]);
  const counts = table({ head, rows, align: ['left', 'right', 'right', 'right', 'right', 'right', 'right'] });
  return [counts, ...summaries.map(missedText)].join('\n\n');
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
