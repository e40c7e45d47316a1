import { firstViolation } from '../campaign/first-violation.ts';
import { createEngineOf } from '../engine/reference/create.ts';
import { opsOf } from '../engine/reference/dialect-ops.ts';
import { replaceOps } from '../engine/reference/ops.ts';
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

/** Cases of the first try, which most mutants do not survive, and of the second, for what is rare. */
const tries = [
  { name: 'first', seed: 20261122, runs: 100, garbage: 0xa5 },
  { name: 'second', seed: 20261130, runs: 500, garbage: 0x3c },
] as const;

/** What a mutant of oracle, layout or reference engine is run against (`npm run mutation`): the laws, and no unit test. */
export const tests: readonly MutationTest[] = tries.flatMap(({ name, seed, runs, garbage }) =>
  dialects.map((dialect) => ({
    id: `${dialect}, ${name} try`,
    run: async () => {
      // What a release leaves unspecified must not be expected, whatever it happens to be.
      const engine = createEngineOf('reference', dialect, replaceOps(opsOf(dialect), { garbage }));
      const chase = await firstViolation({ engine, dialect, seed, runs, laws: lawsOfReleases });
      const { first, judged } = chase;
      return { failure: first === null ? null : `case ${String(first.run)}: ${first.violation.law}`, judged };
    },
  })),
);
