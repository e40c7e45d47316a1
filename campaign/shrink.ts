import fc from 'fast-check';
import type { Engine } from '../engine/engine.ts';
import type { CaseArbitrary } from '../generators/case-arbitrary.ts';
import type { Law } from '../spec/law.ts';
import type { Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import { evaluate } from './evaluate.ts';

/** How long one failure may be shrunk. */
const SHRINK_MILLISECONDS = 20_000;

/** A smaller case that breaks the law in the same way. */
export interface Shrunk {
  readonly smallest: Case;
  readonly violation: Violation;
  readonly shrinks: number;
}

/** The violation of one law by one case, or null. */
export async function violationOf(of: Case, engine: Engine, law: Law): Promise<Violation | null> {
  let found: Violation | null = null;
  await evaluate(of, engine, [law], 0, (_, finding) => {
    if (finding !== null && finding !== 'skip') found = finding;
  });
  return found;
}

/** Lets fast-check shrink a case as far as it still breaks the law with the same verdict and in a way that counts. */
export async function shrinkFailure(
  arbitrary: CaseArbitrary,
  engine: Engine,
  law: Law,
  of: Case,
  violation: Violation,
  counts: (found: Violation, of: Case) => boolean,
  signal: AbortSignal | undefined,
): Promise<Shrunk> {
  const fails = async (candidate: Case): Promise<Violation | null> => {
    // Nothing fails any more once somebody has lost patience: the smallest case so far is the answer.
    if (signal?.aborted === true) return null;
    const found = await violationOf(candidate, engine, law);
    return found?.verdict === violation.verdict && counts(found, candidate) ? found : null;
  };
  const details = await fc.check(
    fc.asyncProperty(arbitrary, async (candidate) => (await fails(candidate)) === null),
    { examples: [[of]], numRuns: 1, interruptAfterTimeLimit: SHRINK_MILLISECONDS },
  );
  const smallest = details.counterexample?.[0] ?? of;
  return { smallest, violation: (await fails(smallest)) ?? violation, shrinks: details.numShrinks };
}
