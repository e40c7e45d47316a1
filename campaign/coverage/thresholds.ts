import { combinationsOf, featureCounts, type GenerationStatistics } from './statistics.ts';
import { boundaries, existsIn } from './boundaries.ts';
import { pairsIn } from './feature-pairs.ts';
import { combinationsOfDialect, combinationText } from '../../vmstate/forms/form-types.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { flagsFromNames } from '../../vmstate/host/flags.ts';

/** From this many cases on, whatever was never generated is a defect and not chance. */
export const ENOUGH_CASES = 10_000;

/** How often enough cases bring a single flag, type or part at least, and two of them together. */
const FEATURE = 100;
const PAIR = 3;

/** The percentage of cases of which nobody may be able to say what must happen. */
const DISCARDED = 5;

/** Features of the list that are too few. */
export function fewFeatures(statistics: GenerationStatistics, features: readonly string[]): string[] {
  const generated = featureCounts(statistics);
  return features.flatMap((feature) => few(feature, generated.get(feature) ?? 0, FEATURE));
}

/** What too few cases brought of all that a dialect has: flags with types, pairs of features, boundaries of integers. */
export function fewOfDialect(statistics: GenerationStatistics, dialect: Dialect): string[] {
  return [
    ...missingCombinations(statistics, dialect),
    ...fewPairs(statistics, dialect),
    ...fewBoundaries(statistics, dialect),
    ...tooManyDiscarded(statistics),
  ];
}

function missingCombinations(statistics: GenerationStatistics, dialect: Dialect): string[] {
  const generated = new Set(
    combinationsOf(statistics).map(({ flags, type }) => combinationText(flagsFromNames(flags) ?? 0, type)),
  );
  return combinationsOfDialect(dialect)
    .map(({ flags, type }) => combinationText(flags, type))
    .filter((combination) => !generated.has(combination));
}

function fewPairs({ combinations, pairCounts }: GenerationStatistics, dialect: Dialect): string[] {
  return pairsIn(combinations.values(), pairCounts, dialect).flatMap(({ features, times }) =>
    few(features.join(' with '), times, PAIR),
  );
}

function fewBoundaries(statistics: GenerationStatistics, dialect: Dialect): string[] {
  return boundaries.flatMap((boundary, place) =>
    existsIn(boundary, dialect) ? few(boundary.name, statistics.boundaries[place] ?? 0, boundary.least) : [],
  );
}

function few(name: string, times: number, least: number): string[] {
  if (times >= least) return [];
  return [times === 0 ? name : `${name} (${times} of at least ${least})`];
}

/** Not a lack of anything, but as many cases were. */
function tooManyDiscarded({ cases, discarded }: GenerationStatistics): string[] {
  return discarded * 100 <= cases * DISCARDED
    ? []
    : [`cases that can be judged (${discarded} of ${cases} were discarded, more than ${DISCARDED} %)`];
}
