import { evaluate } from '../campaign/evaluate.ts';
import type { CampaignResult } from '../campaign/result.ts';
import { count, emptyTally } from '../campaign/tally.ts';
import type { Engine } from '../engine/engine.ts';
import { countCase, emptyCensus } from '../generators/census.ts';
import type { Law } from '../spec/law.ts';
import type { Case } from '../vmstate/case.ts';

/** A campaign of one given case, which is neither generated nor shrunk. */
export async function judgeCase(of: Case, engine: Engine, laws: readonly Law[]): Promise<CampaignResult> {
  const started = performance.now();
  const tallies = laws.map(emptyTally);
  // Every law is due in run 0.
  const subject = await evaluate(of, engine, laws, 0, (law, finding) => {
    const tally = tallies[law];
    if (tally !== undefined) count(tally, 0, finding);
  });
  const census = emptyCensus();
  countCase(census, subject.layout.plan.description);
  return {
    engine: engine.hello,
    dialect: of.dialect,
    seed: 0,
    runs: 1,
    cases: 1,
    laws: tallies.map(({ law, verdicts, skipped, first }) => ({
      law,
      verdicts,
      skipped,
      failure: first === null ? null : { ...first, original: of, smallest: of, shrinks: 0 },
    })),
    census,
    leftOut: [],
    missing: [],
    incidents: engine.incidents ?? [],
    milliseconds: performance.now() - started,
  };
}
