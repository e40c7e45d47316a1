import type { Kills } from './kills.ts';

/** On every how many-th case each law is due, by its id. */
export type Rates = ReadonlyMap<string, number>;

/** From the most seldom to always: powers of two, so that runs in which a law is due are also those of more frequent ones. */
const SELDOM = 32;

/** What a fault that is missed counts as, in cases. */
const missedAs = (cases: number): number => 8 * cases;

/** The first run in which a law that is due names a right rule; null: none does. */
export function killAt({ runs }: Kills, rates: Rates): number | null {
  let first: number | null = null;
  for (const [law, at] of runs) {
    const every = rates.get(law) ?? 1;
    const run = at.find((each) => each % every === 0);
    if (run !== undefined && (first === null || run < first)) first = run;
  }
  return first;
}

/** Cases until the kill of each, in ascending order; null for the missed, which come last. */
export function casesToKill(kills: readonly Kills[], rates: Rates): (number | null)[] {
  const cases = kills.map((each) => killAt(each, rates)).map((run) => (run === null ? null : run + 1));
  return cases.sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
}

/** What all laws cost a case at these rates. `costs`: of a law in a case in which it is due. */
export function costOf(costs: ReadonlyMap<string, number>, rates: Rates): number {
  return [...costs].reduce((sum, [law, cost]) => sum + cost / (rates.get(law) ?? 1), 0);
}

export interface Derivation {
  readonly kills: readonly Kills[];
  /** Of each law that may be due less often, in a case in which it is due. */
  readonly costs: ReadonlyMap<string, number>;
  /** What all of them together may cost a case. */
  readonly budget: number;
  /** How many cases were tried. */
  readonly cases: number;
  /** Laws that need not be more frequent than this, and those that must not be less. */
  readonly slowest?: Rates;
}

/**
 * Rates within the budget. All laws begin seldom; again and again that one becomes
 * due twice as often which saves the most cases for what it adds, until nothing
 * that fits the budget saves any.
 */
export function deriveRates({ kills, costs, budget, cases, slowest }: Derivation): Map<string, number> {
  const rates = new Map([...costs.keys()].map((law) => [law, slowest?.get(law) ?? SELDOM]));
  const mean = (): number => {
    const all = kills.map((each) => killAt(each, rates));
    // Logarithms: the last of a thousand cases matter as much as the last of ten.
    return all.reduce<number>((sum, run) => sum + Math.log2((run ?? missedAs(cases)) + 8), 0) / all.length;
  };
  for (;;) {
    const now = mean();
    const spent = costOf(costs, rates);
    let best: { readonly law: string; readonly every: number; readonly worth: number } | null = null;
    for (const [law, cost] of costs) {
      const every = rates.get(law) ?? 1;
      // Two steps at once, where one alone shows nothing.
      for (const next of [every / 2, every / 4, every / 8].filter((rate) => rate >= 1)) {
        const added = cost / next - cost / every;
        if (spent + added > budget) continue;
        rates.set(law, next);
        const worth = (now - mean()) / added;
        rates.set(law, every);
        if (worth > (best?.worth ?? 0)) best = { law, every: next, worth };
      }
    }
    if (best === null) return rates;
    rates.set(best.law, best.every);
  }
}
