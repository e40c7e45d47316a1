import { newPairCounts, pairName, pairsIn } from '../coverage/feature-pairs.ts';
import { rules, type RuleId } from '../../spec/rules/rules.ts';
import { allLaws } from '../../spec/laws/index.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { ChunkRecord } from './record.ts';

/** How many laws judged a case, rules were tested and pairs of features met. */
export interface Covered {
  readonly laws: number;
  readonly rules: number;
  readonly pairs: number;
}

/** What chunks cover, added up one by one. */
export interface Coverage {
  readonly add: (chunk: ChunkRecord) => void;
  readonly covered: () => Covered;
}

export function createCoverage(dialect: Dialect, lawIds: readonly string[]): Coverage {
  const possible = new Set(possiblePairs(dialect));
  const checked = new Set<string>(checkedRules(dialect, lawIds));
  const seen = { laws: new Set<string>(), rules: new Set<string>(), pairs: new Set<string>() };
  return {
    add({ laws, rules: { tested }, statistics }) {
      for (const rule of Object.keys(tested)) if (checked.has(rule)) seen.rules.add(rule);
      for (const pair of Object.keys(statistics.pairs)) if (possible.has(pair)) seen.pairs.add(pair);
      for (const [law, counts] of Object.entries(laws))
        if (Object.keys(counts).some((verdict) => verdict !== 'skipped')) seen.laws.add(law);
    },
    covered: () => ({ laws: seen.laws.size, rules: seen.rules.size, pairs: seen.pairs.size }),
  };
}

/** What there is to cover: the chosen laws, the rules of the dialect that one of them checks, the pairs that can meet. */
export function coverable(dialect: Dialect, lawIds: readonly string[]): Covered {
  return {
    laws: lawIds.length,
    rules: checkedRules(dialect, lawIds).length,
    pairs: possiblePairs(dialect).length,
  };
}

function checkedRules(dialect: Dialect, lawIds: readonly string[]): RuleId[] {
  const checked = new Set(allLaws.filter(({ id }) => lawIds.includes(id)).flatMap((law) => law.rules));
  return rules.filter(({ id, dialects }) => dialects.includes(dialect) && checked.has(id)).map(({ id }) => id);
}

function possiblePairs(dialect: Dialect): string[] {
  return pairsIn([], newPairCounts(), dialect).map(pairName);
}
