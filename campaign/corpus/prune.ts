import type { Hello } from '../../engine/engine.ts';
import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { reachedBy } from './interesting.ts';

interface Pruned<Kept> {
  readonly kept: readonly Kept[];
  readonly spare: readonly Kept[];
}

/** A small set of cases that reach all that these reach: the one that adds most comes first, the smaller of two alike. `more`: what a case reached that it does not show itself. */
export function pruneCases<Kept extends { readonly of: Case }>(
  cases: readonly Kept[],
  view: Hello['view'],
  more: (kept: Kept) => readonly string[] = () => [],
): Pruned<Kept> {
  const left = cases
    .map((each) => ({ each, text: formatCase(each.of), reached: [...reachedBy(each.of, view), ...more(each)] }))
    .sort((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
  const covered = new Set<string>();
  const kept: Kept[] = [];
  for (;;) {
    const gains = left.map(({ reached }) => reached.filter((what) => !covered.has(what)).length);
    const most = Math.max(0, ...gains);
    const [best] = most === 0 ? [] : left.splice(gains.indexOf(most), 1);
    if (best === undefined) break;
    kept.push(best.each);
    for (const what of best.reached) covered.add(what);
  }
  return { kept, spare: left.map(({ each }) => each) };
}
