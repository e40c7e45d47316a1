import { firstViolation } from '../campaign/first-violation.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { dialects } from '../vmstate/dialect.ts';
import { lawsOfReleases } from './laws/index.ts';

/** One conformance run. */
export interface MutationTest {
  readonly id: string;
  /** What failed first; null: nothing. The first run is that of no mutant: it says how much is judged. */
  run(): Promise<string | null>;
}

/** What a mutant of oracle, layout or reference engine is run against (`npm run mutation`): the laws, and no unit test. */
export const tests: readonly MutationTest[] = dialects.map((dialect) => {
  let usual: number | null = null;
  return {
    id: dialect,
    run: async () => {
      const engine = createReferenceEngine({ dialect });
      const chase = await firstViolation({ engine, dialect, seed: 20261122, runs: 100, laws: lawsOfReleases });
      const { first, judged } = chase;
      if (first !== null) return `case ${String(first.run)}: ${first.violation.law}`;
      usual ??= judged;
      // A law that is skipped finds nothing: an oracle that calls more undefined is wrong, too.
      return judged < usual ? `${String(judged)} judged instead of ${String(usual)}` : null;
    },
  };
});
