import { casesOf, judgedOf, violationsOf, whyNotJudged, type JudgedBy, type LawResult } from '../../campaign/result.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { wrapItems } from './words.ts';

const bad = ['nonconform', 'crashed', 'hung', 'protocol-error'] as const;

/** Law, rules, cases and verdict, with counts by kind of failure, and why a law judged no case. */
export function lawTable(laws: readonly LawResult[], by: JudgedBy, colors: Colors): string {
  return table({
    head: ['law', 'rules (VMS-…)', 'cases', 'verdict'].map((each) => colors.bold(each)),
    rows: laws.map((each) => {
      const name = each.failure === null ? each.law.id : colors.red(each.law.id);
      return [name, rulesText(each.law.rules), casesText(each, colors), verdictText(each, by, colors)];
    }),
  });
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

function casesText(result: LawResult, colors: Colors): string {
  const { skipped, tooLarge } = result;
  const large = tooLarge === 0 ? '' : `, ${tooLarge} too large`;
  return `${casesOf(result)}${skipped === 0 ? '' : colors.dim(` (${skipped} skipped${large})`)}`;
}

function verdictText(result: LawResult, by: JudgedBy, colors: Colors): string {
  const { failure, failing, known, outOfLevel, verdicts } = result;
  const knownCases = violationsOf(known);
  const aside = [
    ...counted(failure === null ? 0 : knownCases, 'known failing'),
    ...counted(verdicts.unsupported, 'unsupported'),
    ...counted(violationsOf(outOfLevel), 'not judged at this level'),
  ].join(', ');
  const why = whyNotJudged(result, by);
  const beside = aside === '' ? '' : ` (${aside})`;
  if (failure !== null) {
    const how = bad.flatMap((verdict) =>
      counted(violationsOf(failing.filter((group) => group.verdict === verdict)), verdict),
    );
    return `${colors.red(`✗ ${how.join(', ')}`)}${colors.yellow(beside)}`;
  }
  if (judgedOf(result) === 0) return colors.yellow(`not judged${why === null ? beside : ` (${why})`}`);
  if (knownCases > 0) return colors.yellow(`~ ${knownCases} known failing${beside}`);
  return `${colors.green('✓ conforms')}${colors.yellow(beside)}`;
}

function counted(n: number, what: string): string[] {
  return n === 0 ? [] : [`${n} ${what}`];
}
