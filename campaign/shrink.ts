import type { Engine } from '../engine/engine.ts';
import type { CaseArbitrary } from '../generators/case-arbitrary.ts';
import { isViolation, type Law } from '../spec/law.ts';
import type { Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import { evaluate } from './evaluate.ts';

/** How long one failure may be shrunk. */
const SHRINK_MILLISECONDS = 8_000;

/** How often a case that did not fail again is tried, to tell how often it does. */
const TRIES = 10;

/** A smaller case that breaks the law in the same way. */
export interface ShrunkFailure {
  readonly smallest: Case;
  readonly violation: Violation;
  readonly shrinks: number;
  /** Null: it failed whenever it was tried. Otherwise it did not fail again, and how often it does. */
  readonly repeats: Repeats | null;
}

/** How often a case fails that does not always fail. */
export interface Repeats {
  readonly failed: number;
  readonly tries: number;
}

/** The violations of these laws by one case, in the order of the laws. */
export async function evaluateLaws(of: Case, engine: Engine, laws: readonly Law[]): Promise<Violation[]> {
  const found: (Violation | null)[] = laws.map(() => null);
  // Every law is due in run 0.
  await evaluate(of, { engine, laws }, 0, (law, outcome) => {
    if (isViolation(outcome)) found[law] = outcome;
  });
  return found.filter((each) => each !== null);
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

/**
 * Follows the arbitrary's smaller cases as far as they still break the law with the same verdict
 * and in a way that counts. Where none does, each is tried with other seeds as well: what a law
 * alters, and how memory is laid out, depends on the seed and on all that is there.
 */
export async function shrinkFailure(
  { of, violation }: { readonly of: Case; readonly violation: Violation },
  { arbitrary, engine, law, counts, signal, attempts }: ShrinkFailureOptions,
): Promise<ShrunkFailure> {
  const end = attempts === undefined ? performance.now() + SHRINK_MILLISECONDS : Infinity;
  const isOver = (): boolean => signal?.aborted === true || attempts?.left === 0 || performance.now() > end;
  const fails = async (candidate: Case): Promise<Violation | null> => {
    if (attempts !== undefined && attempts.left > 0) attempts.left--;
    const [found] = await evaluateLaws(candidate, engine, [law]);
    return found !== undefined && found.verdict === violation.verdict && counts(found, candidate) ? found : null;
  };
  const again = isOver() ? violation : await fails(of);
  if (again === null) return unsteady({ of, violation }, fails);
  let smallest = of;
  let shown = again;
  let shrinks = 0;
  const smaller = async (seedsOf: (candidate: Case) => readonly number[]): Promise<boolean> => {
    for (const { value } of arbitrary.shrink(smallest)) {
      for (const seed of seedsOf(value)) {
        if (isOver()) return false;
        const candidate = seed === value.seed ? value : { ...value, seed };
        const found = await fails(candidate);
        if (found === null) continue;
        [smallest, shown] = [candidate, found];
        shrinks++;
        return true;
      }
    }
    return false;
  };
  // A step that changes only the seed must not be undone by another.
  const others = ({ model, seed }: Case): readonly number[] =>
    model === smallest.model ? [] : OTHER_SEEDS.filter((other) => other !== seed);
  while ((await smaller(({ seed }) => [seed])) || (await smaller(others)));
  if (isOver() || shrinks === 0) return { smallest, violation: shown, shrinks, repeats: null };
  // An engine that fails now and then may have failed on any of these by chance.
  return (await fails(smallest)) === null
    ? unsteady({ of, violation }, fails)
    : { smallest, violation: shown, shrinks, repeats: null };
}

/** Seeds that are tried where a case's own does not fail. */
const OTHER_SEEDS = [0, 1, 2, 3] as const;

/** A case that fails by chance, or by what came before it: smaller ones mean nothing. */
async function unsteady(
  { of, violation }: { readonly of: Case; readonly violation: Violation },
  fails: (of: Case) => Promise<Violation | null>,
): Promise<ShrunkFailure> {
  let failed = 0;
  let found = violation;
  for (let i = 0; i < TRIES; i++) {
    const one = await fails(of);
    if (one === null) continue;
    failed++;
    found = one;
  }
  return { smallest: of, violation: found, shrinks: 0, repeats: { failed, tries: TRIES } };
}
