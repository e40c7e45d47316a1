import type { MaybePromise } from '../../engine/engine.ts';
import { isViolation, type LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';

/** An outcome for a law about these rules alone: what breaks others is told by their laws. */
export function onlyOf(rules: readonly RuleId[], outcome: MaybePromise<LawOutcome>): MaybePromise<LawOutcome> {
  return andThen(outcome, (found) => (isViolation(found) && !rules.includes(found.rule) ? 'skip' : found));
}
