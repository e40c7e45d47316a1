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
export interface ShrunkFailure {
  readonly smallest: Case;
  readonly violation: Violation;
  readonly shrinks: number;
}

/** The violation of one law by one case, or null. */
export async function evaluateLaw(of: Case, engine: Engine, law: Law): Promise<Violation | null> {
  let found: Violation | null = null;
  await evaluate(of, { engine, laws: [law] }, 0, (_, outcome) => {
    if (outcome !== null && outcome !== 'skip') found = outcome;
  });
  return found;
}

/** How a failure is shrunk. */
export interface ShrinkFailureOptions {
  readonly arbitrary: CaseArbitrary;
  readonly engine: Engine;
  readonly law: Law;
  /** Whether the violation of a smaller case is a failure at all. */
  readonly counts: (found: Violation, of: Case) => boolean;
  /** When aborted, the smallest case so far is the answer. */
  readonly signal: AbortSignal | undefined;
  /** How many smaller cases may still be tried; absent: as many as fit into the time, which gives other results on other machines. */
  readonly attempts?: { left: number } | undefined;
}

/** Lets fast-check shrink a case as far as it still breaks the law with the same verdict and in a way that counts. */
export async function shrinkFailure(
  { of, violation }: { readonly of: Case; readonly violation: Violation },
  { arbitrary, engine, law, counts, signal, attempts }: ShrinkFailureOptions,
): Promise<ShrunkFailure> {
  const fails = async (candidate: Case): Promise<Violation | null> => {
    // Nothing fails any more after an interrupt: the smallest case so far is the answer.
    if (signal?.aborted === true || attempts?.left === 0) return null;
    if (attempts !== undefined) attempts.left--;
    const found = await evaluateLaw(candidate, engine, law);
    return found?.verdict === violation.verdict && counts(found, candidate) ? found : null;
  };
  const details = await fc.check(
    fc.asyncProperty(arbitrary, async (candidate) => (await fails(candidate)) === null),
    { examples: [[of]], numRuns: 1, ...(attempts === undefined && { interruptAfterTimeLimit: SHRINK_MILLISECONDS }) },
  );
  const smallest = details.counterexample?.[0] ?? of;
  return { smallest, violation: (await evaluateLaw(smallest, engine, law)) ?? violation, shrinks: details.numShrinks };
}
