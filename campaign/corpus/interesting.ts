import { prepare } from '../../spec/subject.ts';
import type { Hello } from '../../engine/engine.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import { newPairCounts, pairName, pairsIn } from '../coverage/feature-pairs.ts';
import { addTraitsOf } from '../coverage/rule-traits.ts';
import { countCase, emptyStatistics } from '../coverage/statistics.ts';
import type { FuzzPlan } from '../fuzz/plan.ts';
import type { ChunkSource } from '../stream/totals.ts';

/** A case that was the first to reach something. */
export interface Interesting {
  readonly run: number;
  readonly of: Case;
  readonly reached: readonly string[];
}

/**
 * The first cases to reach a pair of features, or a rule in a load that succeeds
 * or is refused. Chunks say which pairs they have; only those with a new one are
 * generated again.
 */
export async function* interestingCases(
  hello: Hello,
  { dialect, seed, devices }: FuzzPlan,
  chunks: ChunkSource,
  known: ReadonlySet<string>,
): AsyncGenerator<Interesting, undefined, undefined> {
  const maker = devices ?? generatorFor(hello, dialect);
  const possible = new Set(pairsIn([], newPairCounts(), dialect).map(pairName));
  const reached = new Set(known);
  for await (const { first, runs, statistics } of chunks) {
    const pairs = Object.keys(statistics.pairs).filter((pair) => possible.has(pair));
    if (pairs.every((pair) => reached.has(pairText(pair)))) continue;
    for (let run = first; run < first + runs; run++) {
      const of = caseOfRun(maker, seed, run);
      const fresh = reachedBy(of, hello.view).filter((what) => !reached.has(what));
      if (fresh.length === 0) continue;
      for (const what of fresh) reached.add(what);
      yield { run, of, reached: fresh };
    }
  }
}

/** What a case reaches. */
export function reachedBy(of: Case, view: Hello['view']): string[] {
  const statistics = emptyStatistics();
  const { layout, decoded } = prepare(of, view);
  countCase(statistics, layout.plan.description, of.model);
  const pairs = pairsIn(statistics.combinations.values(), statistics.pairCounts, of.dialect)
    .filter((pair) => pair.times > 0)
    .map(pairName);
  const rules = new Set<RuleId>();
  addTraitsOf(of, rules);
  const outcome = decoded.verdict === 'ok' ? 'loads' : decoded.verdict;
  return [...pairs.map(pairText), ...[...rules].sort().map((rule) => `rule ${rule} ${outcome}`)];
}

function pairText(pair: string): string {
  return `pair ${pair}`;
}
