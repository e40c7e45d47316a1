import { evaluate } from './evaluate.ts';
import { lawsFor } from './features.ts';
import { auditKnown } from './known-failing/audit.ts';
import type { KnownList } from './known-failing/entry.ts';
import { createMatcher } from './known-failing/matcher.ts';
import { lawResultOf } from './law-result.ts';
import type { CampaignResult, LawResult } from './result.ts';
import { count, emptyTally } from './tally.ts';
import type { Engine } from '../engine/engine.ts';
import { countCase, emptyCensus } from './coverage/statistics.ts';
import type { Law } from '../spec/law.ts';
import type { Level } from '../spec/rules/rules.ts';
import type { Case } from '../vmstate/case/case.ts';

export interface Judgement {
  readonly laws: readonly Law[];
  readonly level: Level;
  readonly known: KnownList | undefined;
}

/** A campaign of one given case, which is neither generated nor shrunk. */
export async function judgeCase(
  of: Case,
  engine: Engine,
  { laws: selected, level, known }: Judgement,
): Promise<CampaignResult> {
  const { judged: laws, leftOut: unseen } = lawsFor(engine.hello, selected);
  const started = performance.now();
  const matcher = createMatcher(known?.entries ?? []);
  const tallies = laws.map(emptyTally);
  // Every law is due in run 0.
  const subject = await evaluate(of, engine, laws, 0, (law, finding) => {
    const tally = tallies[law];
    if (tally !== undefined) count(tally, 0, finding, of, matcher);
  });
  const census = emptyCensus();
  countCase(census, subject.layout.plan.description, of.model);
  const results: LawResult[] = [];
  for (const tally of tallies) {
    results.push(
      await lawResultOf(tally, level, ({ run, violation }) =>
        Promise.resolve({ run, violation, original: of, smallest: of, shrinks: 0 }),
      ),
    );
  }
  return {
    engine: engine.hello,
    dialect: of.dialect,
    seed: 0,
    runs: 1,
    cases: 1,
    level,
    laws: results,
    knownFailing:
      known === undefined
        ? null
        : auditKnown({ list: known, matcher, results, dialect: of.dialect, complete: true, cases: 1 }),
    census,
    lawsLeftOut: unseen.map(({ id }) => id),
    leftOut: [],
    unmade: [],
    missing: [],
    incidents: engine.incidents ?? [],
    milliseconds: performance.now() - started,
  };
}
