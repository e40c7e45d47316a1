import fc from 'fast-check';
import { CaseArbitrary } from '../../generators/case-arbitrary.ts';
import type { CaseGenerator } from '../../generators/case-generator.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { compareCase, type EnginePair } from './compare-case.ts';
import type { Aspect, Difference } from './difference.ts';
import type { Divergence } from './result.ts';

/** How long one difference may be shrunk. */
const SHRINK_MILLISECONDS = 20_000;

/** How the two differ in one aspect of one case, or null. */
async function differenceIn(aspect: Aspect, of: Case, pair: EnginePair): Promise<Difference | null> {
  let found: Difference | null = null;
  await compareCase(of, pair, (told, difference) => {
    if (told === aspect) found = difference;
  });
  return found;
}

/** How a difference is shrunk. */
export interface ShrinkDivergenceOptions {
  readonly generator: CaseGenerator;
  readonly pair: EnginePair;
  readonly aspect: Aspect;
  /** When aborted, the smallest case so far is the answer. */
  readonly signal: AbortSignal | undefined;
}

/** A smaller case in which the two still differ. */
export type ShrunkDivergence = Pick<Divergence, 'smallest' | 'difference' | 'shrinks'>;

/** Lets fast-check shrink a case as far as the two still differ in the same aspect. */
export async function shrinkDivergence(
  { of, difference }: { readonly of: Case; readonly difference: Difference },
  { generator, pair, aspect, signal }: ShrinkDivergenceOptions,
): Promise<ShrunkDivergence> {
  const differs = async (candidate: Case): Promise<Difference | null> => {
    // Nothing differs any more after an interrupt: the smallest case so far is the answer.
    if (signal?.aborted === true) return null;
    const found = await differenceIn(aspect, candidate, pair);
    return found !== null && sameKind(found, difference) ? found : null;
  };
  const details = await fc.check(
    fc.asyncProperty(new CaseArbitrary(generator), async (candidate) => (await differs(candidate)) === null),
    { examples: [[of]], numRuns: 1, interruptAfterTimeLimit: SHRINK_MILLISECONDS },
  );
  const smallest = details.counterexample?.[0] ?? of;
  return { smallest, difference: (await differs(smallest)) ?? difference, shrinks: details.numShrinks };
}

/** A crash must not shrink to a mere refusal, nor one that A refuses to one that B refuses. */
function sameKind(found: Difference, wanted: Difference): boolean {
  if (found.kind !== 'answer' || wanted.kind !== 'answer') return found.kind === wanted.kind;
  return found.a.status === wanted.a.status && found.b.status === wanted.b.status;
}
