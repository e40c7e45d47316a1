import { newPairCounts, pairName, pairsIn } from '../coverage/feature-pairs.ts';
import { rules, type RuleId } from '../../spec/rules/rules.ts';
import { allLaws } from '../../spec/laws/index.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { ChunkRecord } from './record.ts';
import type { CampaignTotals } from './totals.ts';

/** How many laws judged a case, rules were tested and pairs of features met. */
export interface Covered {
  readonly laws: number;
  readonly rules: number;
  readonly pairs: number;
}

/** What a chunk covers, as bits: few bytes, so that those of every chunk can be kept. */
export type CoverageMarks = Uint8Array;

/** What chunks cover, added up one by one. */
export interface Coverage {
  /** Of one chunk. */
  readonly marksOf: (chunk: ChunkRecord) => CoverageMarks;
  readonly add: (marks: CoverageMarks) => void;
  readonly covered: () => Covered;
}

export function createCoverage(dialect: Dialect, lawIds: readonly string[]): Coverage {
  const kinds = [lawIds, checkedRules(dialect, lawIds), possiblePairs(dialect)] as const;
  const places = new Map<string, number>();
  const ends = kinds.map((names, kind) => {
    for (const name of names) places.set(`${kind} ${name}`, places.size);
    return places.size;
  });
  const seen = new Uint8Array(Math.ceil(places.size / 8));
  const seenUpTo = (end: number): number => {
    let n = 0;
    for (let place = 0; place < end; place++) n += ((seen[place >> 3] ?? 0) >> (place & 7)) & 1;
    return n;
  };
  return {
    marksOf({ laws, rules: { tested }, statistics }) {
      const judged = Object.keys(laws).filter((law) => isJudged(laws[law]));
      const marks = new Uint8Array(seen.length);
      for (const [kind, names] of [judged, Object.keys(tested), Object.keys(statistics.pairs)].entries())
        for (const name of names) {
          const place = places.get(`${kind} ${name}`);
          if (place !== undefined) marks[place >> 3] = (marks[place >> 3] ?? 0) | (1 << (place & 7));
        }
      return marks;
    },
    add(marks) {
      for (const [i, bits] of marks.entries()) seen[i] = (seen[i] ?? 0) | bits;
    },
    covered() {
      const [laws = 0, rules = 0, pairs = 0] = ends.map(seenUpTo);
      return { laws, rules: rules - laws, pairs: pairs - rules };
    },
  };
}

function isJudged(counts: ChunkRecord['laws'][string] = {}): boolean {
  return Object.keys(counts).some((verdict) => verdict !== 'skipped');
}

/** What a whole campaign covers. */
export function coveredBy(
  { laws, tested, pairs }: CampaignTotals,
  dialect: Dialect,
  lawIds: readonly string[],
): Covered {
  const judged = lawIds.filter((law) => [...(laws.get(law)?.keys() ?? [])].some((verdict) => verdict !== 'skipped'));
  return {
    laws: judged.length,
    rules: checkedRules(dialect, lawIds).filter((rule) => tested.has(rule)).length,
    pairs: possiblePairs(dialect).filter((pair) => pairs.has(pair)).length,
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
