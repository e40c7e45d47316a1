import { table } from '../../../report/terminal/table.ts';
import { rangesText, type Summary } from './summary.ts';

/** What was reached, and for each line that was not, why. */
export function renderSummaries(summaries: readonly Summary[]): string {
  const head = ['file', 'lines', 'reached', '', 'branches', 'taken', ''];
  const rows = summaries.map(({ file, lines, reached, branches, taken }) => [
    file, String(lines), String(reached), percent(reached, lines), String(branches), String(taken), percent(taken, branches),
  ]);
  const counts = table({ head, rows, align: ['left', 'right', 'right', 'right', 'right', 'right', 'right'] });
  return [counts, ...summaries.map(missedText)].join('\n\n');
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}

function missedText({ file, missed, leftOut }: Summary): string {
  const lines = missed.map(({ function: name, lines: numbers, why }) => `  ${name} (${rangesText(numbers)}): ${why ?? 'not explained'}`);
  const more = leftOut === 0 ? [] : [`  ${leftOut} lines of functions that cannot be driven alone are not counted`];
  return [`${file}: ${missed.length === 0 ? 'every line was reached' : 'not reached'}`, ...lines, ...more].join('\n');
}
