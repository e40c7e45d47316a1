import type { LawResult } from '../../campaign/result.ts';
import type { Verdict } from '../../spec/violation.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const bad: readonly Verdict[] = ['nonconform', 'unsupported', 'crashed', 'hung', 'protocol-error'];

/** Law, rules, cases, verdict; broken laws say how many cases broke them, and how. */
export function lawTable(laws: readonly LawResult[], paint: Paint): string {
  return table({
    head: ['law', 'rules', 'cases', 'verdict'].map((each) => paint.bold(each)),
    rows: laws.map((each) => {
      const name = each.failure === null ? each.law.id : paint.red(each.law.id);
      return [name, rulesText(each.law.rules), casesText(each, paint), verdictText(each, paint)];
    }),
  });
}

/** Cases on which the law was tried, whatever came of it. */
export function casesOf({ verdicts }: LawResult): number {
  return Object.values(verdicts).reduce((sum, n) => sum + n, 0);
}

/** Cases of which the law could say whether they conform. */
export function judgedOf(result: LawResult): number {
  return casesOf(result) - result.verdicts.unsupported;
}

/** Rules of one area share its prefix: `VMS-SIZE-1 -2 VMS-COUNT-1`, two areas a line at most. */
function rulesText(ids: readonly string[]): string {
  const areas = new Map<string, string[]>();
  for (const id of ids) {
    const cut = id.lastIndexOf('-');
    const area = id.slice(0, cut);
    areas.set(area, [...(areas.get(area) ?? []), id.slice(cut + 1)]);
  }
  const texts = [...areas].map(([area, numbers]) => `${area}-${numbers.join(',')}`);
  const lines: string[] = [];
  for (let i = 0; i < texts.length; i += 2) lines.push(texts.slice(i, i + 2).join(' '));
  return lines.join('\n');
}

function casesText(result: LawResult, paint: Paint): string {
  const { skipped } = result;
  return `${casesOf(result)}${skipped === 0 ? '' : paint.dim(` (${skipped} skipped)`)}`;
}

function verdictText(result: LawResult, paint: Paint): string {
  const counts = bad
    .filter((verdict) => result.verdicts[verdict] > 0)
    .map((verdict) => `${result.verdicts[verdict]} ${verdict}`)
    .join(', ');
  if (result.failure !== null) return paint.red(`✗ ${counts || result.failure.violation.verdict}`);
  if (judgedOf(result) === 0) return paint.yellow(counts === '' ? 'not judged' : `not judged (${counts})`);
  return counts === '' ? paint.green('✓ conforms') : `${paint.green('✓ conforms')} ${paint.yellow(`(${counts})`)}`;
}
