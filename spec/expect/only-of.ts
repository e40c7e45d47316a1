import type { MaybePromise } from '../../engine/engine.ts';
import { isViolation, type LawOutcome } from '../law.ts';
import { andThen } from '../maybe-promise.ts';
import type { RuleId } from '../rules/rules.ts';

/** An outcome for a law about one rule alone: what breaks others is told by their laws. */
export function onlyOf(rule: RuleId, outcome: MaybePromise<LawOutcome>): MaybePromise<LawOutcome> {
  return andThen(outcome, (found) => (isViolation(found) && found.rule !== rule ? 'skip' : found));
}
