import type { AspectResult } from '../../campaign/compare/result.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';

/** Pairs of statuses or codes that are spelled out. */
const PAIRS = 4;

/** Aspect, cases compared, cases differing, and which answers stood against which. */
export function compareTable(aspects: readonly AspectResult[], colors: Colors): string {
  return table({
    head: ['aspect', 'compared', 'differing', 'A | B'].map((each) => colors.bold(each)),
    rows: aspects.map((each) => [
      each.differing === 0 ? each.aspect : colors.red(each.aspect),
      String(each.compared),
      differing(each, colors),
      pairsText(each),
    ]),
    align: ['left', 'right', 'right'],
  });
}

function differing({ compared, differing: n }: AspectResult, colors: Colors): string {
  if (n > 0) return colors.red(String(n));
  return compared === 0 ? colors.dim('-') : colors.green('0');
}

function pairsText({ pairs }: AspectResult): string {
  const shown = pairs.slice(0, PAIRS).map(({ what, cases }) => `${what} (${cases})`);
  return [...shown, ...(pairs.length > PAIRS ? ['…'] : [])].join(', ');
}
