import type { Engine, MaybePromise } from '../engine/engine.ts';
import type { CaseGenerator } from '../generators/case-generator.ts';
import { isViolation, type Law } from '../spec/law.ts';
import { andThen } from '../spec/maybe-promise.ts';
import type { Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import { evaluate } from './evaluate.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * Smaller cases that are tried at once with an engine that answers later: to wait for one answer
 * after the other takes most of the time, above all on a busy machine.
 */
const AT_ONCE = 8;

/** Shrinking ends at so many smaller cases on which the engine hangs instead of failing: each costs a whole timeout. */
const MOST_HANGS = 3;

/** How often a case that did not fail again is tried, to tell how often it does. */
const TRIES = 10;

/** A smaller case that breaks the law in the same way. */
export interface ShrunkFailure {
  readonly smallest: Case;
  readonly violation: Violation;
  readonly shrinks: number;
  /** Null: it failed whenever it was tried. Otherwise it did not fail again, and how often it does. */
  readonly repeats: Repeats | null;
  /** Shrinking was ended: smaller cases may fail as well, and by a simpler rule. */
  readonly outOfTime: boolean;
}

/** How often a case fails that does not always fail. */
export interface Repeats {
  readonly failed: number;
  readonly tries: number;
}

/** The violations of these laws by one case, in the order of the laws. */
export function evaluateLaws(of: Case, engine: Engine, laws: readonly Law[]): MaybePromise<Violation[]> {
  const found: (Violation | null)[] = laws.map(() => null);
  // Every law is due in run 0.
  const judged = evaluate(of, { engine, laws }, 0, (law, outcome) => {
    if (isViolation(outcome)) found[law] = outcome;
  });
  return andThen(judged, () => found.filter((each) => each !== null));
}

/** How a failure is shrunk. */
export interface ShrinkFailureOptions {
  readonly generator: CaseGenerator;
  readonly engine: Engine;
  readonly law: Law;
  /** Whether the violation of a smaller case is a failure at all. */
  readonly counts: (found: Violation, of: Case) => boolean;
  /** When aborted, the smallest case so far is the answer. */
  readonly signal: AbortSignal | undefined;
  /** How long a failure may be shrunk, which gives other results on other machines, or how many smaller cases may still be tried. */
  readonly budget: { readonly milliseconds: number } | { left: number };
}

/**
 * Follows the generator's smaller cases as far as they still break the law with the same verdict
 * and in a way that counts. Where none does, each is tried with other seeds as well: what a law
 * alters, and how memory is laid out, depends on the seed and on all that is there.
 */
export async function shrinkFailure(
  { of, violation }: { readonly of: Case; readonly violation: Violation },
  { generator, engine, law, counts, signal, budget }: ShrinkFailureOptions,
): Promise<ShrunkFailure> {
  const attempts = 'left' in budget ? budget : null;
  const end = 'left' in budget ? Infinity : performance.now() + budget.milliseconds;
  let hangs = 0;
  const isOver = (): boolean =>
    signal?.aborted === true || attempts?.left === 0 || hangs >= MOST_HANGS || performance.now() > end;
  const answers = { later: false };
  const fails = async (candidate: Case): Promise<Violation | null> => {
    const asked = evaluateLaws(candidate, engine, [law]);
    answers.later ||= asked instanceof Promise;
    const [found] = asked instanceof Promise ? await untilAborted(asked, signal, []) : asked;
    if (found?.verdict === 'hung') hangs++;
    return found !== undefined && found.verdict === violation.verdict && counts(found, candidate) ? found : null;
  };
  const spend = (tried: number): void => {
    if (attempts !== null) attempts.left = Math.max(0, attempts.left - tried);
  };
  const again = isOver() ? violation : await fails(of);
  spend(1);
  if (again === null) return unsteady({ of, violation }, fails, signal);
  let smallest = of;
  let shown = again;
  let shrinks = 0;
  // A breakdown takes along whatever else is asked at that moment.
  const atOnce = answers.later && violation.verdict === 'nonconform' ? AT_ONCE : 1;
  const smaller = async (seedsOf: (candidate: Case) => readonly number[]): Promise<boolean> => {
    const candidates = candidatesOf(generator, smallest, seedsOf);
    while (!isOver()) {
      const batch = take(candidates, Math.min(atOnce, attempts?.left ?? atOnce));
      if (batch.length === 0) return false;
      const found = await Promise.all(
        batch.map(async (candidate) => ({ candidate, violation: await fails(candidate) })),
      );
      // Those behind the first that fails were tried in vain, and count for nothing: one after the other ends the same.
      const i = found.findIndex((each) => each.violation !== null);
      spend(i === -1 ? batch.length : i + 1);
      const first = found[i];
      if (first === undefined || first.violation === null) continue;
      [smallest, shown] = [first.candidate, first.violation];
      shrinks++;
      return true;
    }
    return false;
  };
  // A step that changes only the seed must not be undone by another.
  const others = ({ model, seed }: Case): readonly number[] =>
    model === smallest.model ? [] : OTHER_SEEDS.filter((other) => other !== seed);
  while ((await smaller(({ seed }) => [seed])) || (await smaller(others)));
  const outOfTime = isOver();
  const shrunk = { smallest, violation: shown, shrinks, repeats: null, outOfTime };
  if (outOfTime || shrinks === 0) return shrunk;
  // An engine that fails now and then may have failed on any of these by chance.
  const isSteady = (await fails(smallest)) !== null || signal?.aborted === true;
  return isSteady ? shrunk : unsteady({ of, violation }, fails, signal);
}

/** The smaller cases of a case, each with all seeds that are tried. */
function* candidatesOf(
  generator: CaseGenerator,
  of: Case,
  seedsOf: (candidate: Case) => readonly number[],
): Generator<Case, undefined> {
  for (const smaller of generator.smaller(of))
    for (const seed of seedsOf(smaller)) yield seed === smaller.seed ? smaller : { ...smaller, seed };
}

/** The next of a sequence, at most `most`. */
function take<T>(from: Iterator<T, undefined>, most: number): T[] {
  const taken: T[] = [];
  while (taken.length < most) {
    const next = from.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** Seeds that are tried where a case's own does not fail. */
const OTHER_SEEDS = [0, 1, 2, 3] as const;

/** A case that fails by chance, or by what came before it: smaller ones mean nothing. */
async function unsteady(
  { of, violation }: { readonly of: Case; readonly violation: Violation },
  fails: (of: Case) => Promise<Violation | null>,
  signal: AbortSignal | undefined,
): Promise<ShrunkFailure> {
  let failed = 0;
  let found = violation;
  for (let i = 0; i < TRIES; i++) {
    // What was not waited for says nothing.
    if (signal?.aborted === true) return { smallest: of, violation, shrinks: 0, repeats: null, outOfTime: true };
    const one = await fails(of);
    if (one === null) continue;
    failed++;
    found = one;
  }
  return { smallest: of, violation: found, shrinks: 0, repeats: { failed, tries: TRIES }, outOfTime: false };
}
