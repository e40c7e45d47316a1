import { combinationsOf, featuresOf, type Census } from './statistics.ts';
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
export function fewFeatures(census: Census, features: readonly string[]): string[] {
  const generated = featuresOf(census);
  return features.flatMap((feature) => few(feature, generated.get(feature) ?? 0, FEATURE));
}

/** What too few cases brought of all that a dialect has: flags with types, pairs of features, boundaries of integers. */
export function fewOfDialect(census: Census, dialect: Dialect): string[] {
  return [
    ...missingCombinations(census, dialect),
    ...fewPairs(census, dialect),
    ...fewBoundaries(census, dialect),
    ...tooManyDiscarded(census),
  ];
}

function missingCombinations(census: Census, dialect: Dialect): string[] {
  const generated = new Set(
    combinationsOf(census).map(({ flags, type }) => combinationText(flagsFromNames(flags) ?? 0, type)),
  );
  return combinationsOfDialect(dialect)
    .map(({ flags, type }) => combinationText(flags, type))
    .filter((combination) => !generated.has(combination));
}

function fewPairs({ combinations, company }: Census, dialect: Dialect): string[] {
  return pairsIn(combinations.values(), company, dialect).flatMap(({ features, times }) =>
    few(features.join(' with '), times, PAIR),
  );
}

function fewBoundaries(census: Census, dialect: Dialect): string[] {
  return boundaries.flatMap((boundary, place) =>
    existsIn(boundary, dialect) ? few(boundary.name, census.boundaries[place] ?? 0, boundary.least) : [],
  );
}

function few(name: string, times: number, least: number): string[] {
  if (times >= least) return [];
  return [times === 0 ? name : `${name} (${times} of at least ${least})`];
}

/** Not a lack of anything, but as many cases were. */
function tooManyDiscarded({ cases, discarded }: Census): string[] {
  return discarded * 100 <= cases * DISCARDED
    ? []
    : [`cases that can be judged (${discarded} of ${cases} were discarded, more than ${DISCARDED} %)`];
}
