import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { evaluate } from '../campaign/evaluate.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { table } from '../report/terminal/table.ts';
import { faultyEngines } from '../spec/faulty/registry.ts';
import type { Law } from '../spec/law.ts';
import { lawsOfReleases } from '../spec/laws/index.ts';
import { ownCpu } from './cpu.ts';
import { casesToKill, costOf, deriveRates, killAt, type Rates } from './derive-rates.ts';
import { killsOf, type Kills } from './kills.ts';
import { lawCosts } from './law-costs.ts';
import { quantile } from './quantile.ts';
import { dialect } from './steady.ts';

const CASES = 1200;
/** Rates are derived from the first, and judged by the others as well. */
const SEEDS = [1, 2, 3];
const OTHER_SEEDS = [4, 5, 6];

/** What the laws that are not always due may cost a case, as a part of the rest. */
const BUDGET = 1;

/** Prints what each law kills alone and costs, and the rates that follow from it. */
export function schedule(): void {
  const laws = lawsOfReleases;
  // A law that a release aborts on costs a real engine a restart: it stays as rare as it is.
  const costs = lawCosts(laws.filter((law) => law.kind !== 'probing' || law.aborts !== true));
  const base = baseCost(laws);
  const of = (seeds: readonly number[]): Kills[] =>
    seeds.flatMap((seed) => faultyEngines.map((faulty) => killsOf(faulty, seed, CASES, laws)));
  const kills = of(SEEDS);
  const others = of(OTHER_SEEDS);
  const now: Rates = new Map(laws.map(({ id, every }) => [id, every]));
  const derived = deriveRates({ kills, costs, budget: BUDGET * base, cases: CASES });
  const rows = [...costs].map(([law, cost]) => [
    law,
    `${(1e6 * cost).toFixed(0)} µs`,
    String(onlyKilledBy(law, kills)),
    String(now.get(law) ?? 1),
    String(derived.get(law) ?? 1),
  ]);
  const right = 'right' as const;
  console.log(
    table({
      head: ['law', 'cost', 'kills alone', 'every', 'derived'],
      rows,
      align: ['left', right, right, right, right],
    }),
  );
  console.log(`\neverything that is always due: ${(1e6 * base).toFixed(0)} µs a case`);
  tell('now', now, costs, kills, others);
  tell('derived', derived, costs, kills, others);
}

function tell(what: string, rates: Rates, costs: ReadonlyMap<string, number>, kills: Kills[], others: Kills[]): void {
  const texts = [kills, others].map((each) => {
    const all = casesToKill(each, rates);
    const numbers = all.map((n) => n ?? Infinity);
    const missed = all.filter((n) => n === null).length;
    return `median ${quantile(numbers, 0.5)}, 90th percentile ${quantile(numbers, 0.9)}, 99th ${quantile(numbers, 0.99)}, missed ${missed}`;
  });
  console.log(
    `${what}: ${(1e6 * costOf(costs, rates)).toFixed(0)} µs a case; cases to a kill: ${texts.join('; other seeds: ')}`,
  );
}

/** Faults that no other law tells, of all seeds. */
function onlyKilledBy(law: string, kills: readonly Kills[]): number {
  const always = new Map([...kills.flatMap(({ runs }) => [...runs.keys()])].map((id) => [id, 1]));
  return new Set(
    kills
      .filter((each) => each.runs.has(law) && each.runs.size === 1 && killAt(each, always) !== null)
      .map(({ engine }) => engine),
  ).size;
}

/** CPU seconds of a case in which only those laws are due that always are. */
function baseCost(laws: readonly Law[]): number {
  const engine = createReferenceEngine({ dialect });
  const generator = generatorFor(engine.hello, dialect);
  const always = laws.filter(({ every }) => every === 1);
  const judge = (cases: number): number => {
    const began = ownCpu();
    for (let run = 1; run <= cases; run++)
      void evaluate(caseOfRun(generator, 2, run), { engine, laws: always }, run, () => undefined);
    return (ownCpu() - began) / cases;
  };
  judge(4000);
  return judge(8000);
}
