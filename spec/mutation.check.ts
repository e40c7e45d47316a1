import { firstViolation } from '../campaign/first-violation.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { dialects } from '../vmstate/dialect.ts';
import { lawsOfReleases } from './laws/index.ts';

/** One conformance run. */
export interface MutationTest {
  readonly id: string;
  run(): Promise<MutationOutcome>;
}

export interface MutationOutcome {
  /** What failed first; null: nothing. */
  readonly failure: string | null;
  /** How often a law was not skipped: an oracle that calls more undefined finds less. */
  readonly judged: number;
}

/** What a mutant of oracle, layout or reference engine is run against (`npm run mutation`): the laws, and no unit test. */
export const tests: readonly MutationTest[] = dialects.map((dialect) => ({
  id: dialect,
  run: async () => {
    const engine = createReferenceEngine({ dialect });
    const chase = await firstViolation({ engine, dialect, seed: 20261122, runs: 100, laws: lawsOfReleases });
    const { first, judged } = chase;
    return { failure: first === null ? null : `case ${String(first.run)}: ${first.violation.law}`, judged };
  },
}));
