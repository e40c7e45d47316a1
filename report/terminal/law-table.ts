import type { LawResult } from '../../campaign/result.ts';
import type { Verdict } from '../../spec/violation.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { wrapItems } from './words.ts';

const bad: readonly Verdict[] = ['nonconform', 'unsupported', 'crashed', 'hung', 'protocol-error'];

/** Law, rules, cases, verdict; broken laws say how many cases broke them, and how. */
export function lawTable(laws: readonly LawResult[], paint: Paint): string {
  return table({
    head: ['law', 'rules (VMS-…)', 'cases', 'verdict'].map((each) => paint.bold(each)),
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

/** Characters of the rules on one line. */
const RULES_WIDTH = 42;

/** Rules of one area share its name, neighbours are a range: `WIRE-1..3,5`. */
function rulesText(ids: readonly string[]): string {
  const areas = new Map<string, number[]>();
  for (const id of ids) {
    const [, area, number] = /^(?:VMS-)?(.*)-(\d+)$/.exec(id) ?? ['', id, '0'];
    areas.set(area, [...(areas.get(area) ?? []), Number(number)]);
  }
  const texts = [...areas].map(([area, numbers]) => `${area}-${ranges(numbers.sort((a, b) => a - b))}`);
  return wrapItems(texts, RULES_WIDTH, ' ').join('\n');
}

function ranges(numbers: readonly number[]): string {
  const found: { first: number; last: number }[] = [];
  for (const n of numbers) {
    const open = found.at(-1);
    if (open !== undefined && open.last === n - 1) open.last = n;
    else found.push({ first: n, last: n });
  }
  return found
    .map(({ first, last }) => (last === first ? `${first}` : `${first}${last === first + 1 ? ',' : '..'}${last}`))
    .join(',');
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
