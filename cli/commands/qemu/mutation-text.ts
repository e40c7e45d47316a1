import type { JudgedMutant } from '../../../qemu/mutation/outcome.ts';
import { summarizeMutants, type MutantCount } from '../../../qemu/mutation/summary.ts';
import { table } from '../../../report/terminal/table.ts';
import { percent } from './coverage-text.ts';

/** The result of `qemu mutate`: a table by function, one by law, and a line. */
export function mutationText(title: string, judged: readonly JudgedMutant[]): string {
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

function numbers({ killed, survived, other }: MutantCount): string[] {
  return [String(killed), String(survived), percent(killed, killed + survived), String(other)];
}
