import { combinationsOf, type GenerationStatistics } from '../../campaign/coverage/statistics.ts';
import { boundaries, existsIn } from '../../campaign/coverage/boundaries.ts';
import { pairsIn } from '../../campaign/coverage/feature-pairs.ts';
import type { Dialect } from '../../vmstate/dialect.ts';

/** What was generated, with every count that a run of enough cases is held to; zeros too. */
export function statisticsDocument(statistics: GenerationStatistics, dialect: Dialect): object {
  const { cases, discarded, fields, structs, deepest } = statistics;
  const reached = boundaries.flatMap((boundary, place) =>
    existsIn(boundary, dialect) ? [[boundary.name, statistics.boundaries[place] ?? 0] as const] : [],
  );
  return {
    cases,
    discarded,
    fields,
    structs,
    deepest,
    combinations: combinationsOf(statistics),
    pairs: Object.fromEntries(
      pairsIn(statistics.combinations.values(), statistics.pairCounts, dialect).map(({ features, times }) => [
        features.join(' with '),
        times,
      ]),
    ),
    boundaries: Object.fromEntries(reached),
  };
}
