import type { Judged } from '../../../qemu/mutation/outcome.ts';
import { summarizeMutants, type Count } from '../../../qemu/mutation/summary.ts';
import { table } from '../../../report/terminal/table.ts';
import { percent } from './coverage-text.ts';

/** The result of `qemu mutate`: a table by function, one by law, and a line. */
export function mutationText(title: string, judged: readonly Judged[]): string {
  const { total, functions, laws, cases } = summarizeMutants(judged);
  const align = ['left', 'right', 'right', 'right', 'right'] as const;
  const byFunction = table({
    head: ['function', 'killed', 'survived', '', 'no other code'],
    rows: [...functions].map(([name, count]) => [name, ...numbers(count)]),
    align: [...align],
  });
  const byLaw = table({
    head: ['law that failed first', 'killed'],
    rows: laws.map(([law, killed]) => [law, String(killed)]),
    align: ['left', 'right'],
  });
  const shown = total.killed + total.survived;
  return [
    `${title}\n`,
    byFunction,
    byLaw,
    `${total.killed} of ${shown} mutants were killed (${percent(total.killed, shown)}); ` +
      `cases to the kill: median ${cases.median}, 90th percentile ${cases.p90}, most ${cases.max}\n`,
  ].join('\n');
}

function numbers({ killed, survived, other }: Count): string[] {
  return [String(killed), String(survived), percent(killed, killed + survived), String(other)];
}
