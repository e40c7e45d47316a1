import { boundaries } from '../coverage/boundaries.ts';
import { combinationName, combinationOf } from '../coverage/combination-names.ts';
import { addPairs, allPairs, pairName } from '../coverage/feature-pairs.ts';
import { addStatistics, emptyStatistics, type GenerationStatistics } from '../coverage/statistics.ts';
import type { StatisticsRecord } from './record.ts';

/** What was generated, by name and without zeros: such records add up. */
export function statisticsRecord(statistics: GenerationStatistics): StatisticsRecord {
  const { combinations, pairCounts } = statistics;
  const named = [...combinations].map(([key, alike]) => [combinationName(key), alike.fields] as const);
  const pairs = allPairs(combinations.values(), pairCounts).map((pair) => [pairName(pair), pair.times] as const);
  const reached = boundaries.map(({ name }, place) => [name, statistics.boundaries[place] ?? 0] as const);
  return {
    ...plainCounts(statistics),
    combinations: withoutZeros(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    pairs: withoutZeros(pairs),
    boundaries: withoutZeros(reached),
  };
}

type PlainCount = Exclude<keyof StatisticsRecord, 'combinations' | 'pairs' | 'boundaries'>;

/** What is a number on both sides, in the order of a record. */
function plainCounts(from: Pick<StatisticsRecord, PlainCount>): Required<Pick<StatisticsRecord, PlainCount>> {
  const { discarded, fields, structs, deepest, tests, hooks, subsections, widths, tmpCopies = 0 } = from;
  return { discarded, fields, structs, deepest, tests, hooks, subsections, widths, tmpCopies };
}

/** Adds the statistics of so many cases. Names that this version does not know are left out. */
export function addStatisticsRecord(to: GenerationStatistics, cases: number, record: StatisticsRecord): void {
  const read = { ...emptyStatistics(), cases, ...plainCounts(record) };
  for (const [name, n] of Object.entries(record.combinations)) {
    const combination = combinationOf(name);
    if (combination !== null) read.combinations.set(combination.key, { fields: n, bits: combination.bits });
  }
  addPairs(read.pairCounts, read.combinations.values(), record.pairs);
  boundaries.forEach(({ name }, place) => {
    read.boundaries[place] = record.boundaries[name] ?? 0;
  });
  addStatistics(to, read);
}

function withoutZeros(counts: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}
