import type { AspectResult } from '../../campaign/compare/result.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** Pairs of statuses or codes that are spelled out. */
const PAIRS = 4;

/** Aspect, cases compared, cases differing, and which answers stood against which. */
export function compareTable(aspects: readonly AspectResult[], paint: Paint): string {
  return table({
    head: ['aspect', 'compared', 'differing', 'A | B'].map((each) => paint.bold(each)),
    rows: aspects.map((each) => [
      each.differing === 0 ? each.aspect : paint.red(each.aspect),
      String(each.compared),
      differing(each, paint),
      pairsText(each),
    ]),
    align: ['left', 'right', 'right'],
  });
}

function differing({ compared, differing: n }: AspectResult, paint: Paint): string {
  if (n > 0) return paint.red(String(n));
  return compared === 0 ? paint.dim('-') : paint.green('0');
}

function pairsText({ pairs }: AspectResult): string {
  const shown = pairs.slice(0, PAIRS).map(({ what, cases }) => `${what} (${cases})`);
  return [...shown, ...(pairs.length > PAIRS ? ['…'] : [])].join(', ');
}
