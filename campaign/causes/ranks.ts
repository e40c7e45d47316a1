import { weightOf } from '../../generators/shrink/weight.ts';
import { isOfOrder } from '../../spec/differences/trace.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Violation } from '../../spec/violation.ts';
import { rankOfLevel } from '../level.ts';
import type { FindingDraft } from './cover.ts';
import { isDerived } from './law-kinds.ts';
import { isPlainDevice } from './is-plain-device.ts';

/** A finding among others. */
export interface Among {
  /** Its law judges the case's own save and load. */
  readonly isDirect: boolean;
  /** The rules of all findings. */
  readonly rules: ReadonlySet<RuleId>;
}

/** What is told most simply has the lowest ranks. */
export function ranksOf(
  { failure, lookAlikes }: Pick<FindingDraft, 'failure' | 'lookAlikes'>,
  { isDirect, rules }: Among,
): number[] {
  const { repeats, outOfTime, violation, smallest } = failure;
  return [
    repeats === null ? 0 : 1,
    // A hang is not shrunk.
    violation.verdict === 'hung' ? 1 : 0,
    // What it dies of when it loads what it saved itself is most often what it saved.
    violation.verdict === 'nonconform' || isDerived(violation.law) ? 1 : 0,
    // What must hold comes before what should.
    rankOfLevel(violation.rule),
    lookAlikes.length > 0 ? 0 : 1,
    outOfTime ? 1 : 0,
    isOfOrder(violation) ? 0 : 1,
    // What is wrong with hooks is wrong with temporary objects, which do nothing without.
    violation.rule === 'VMS-TMP-1' && rules.has('VMS-HOOK-1') ? 1 : 0,
    isDerived(violation.law) ? 1 : 0,
    // What is wrong with single numbers is wrong with all that consists of them.
    isWrongNumber(violation) && isPlainDevice(smallest.model.shape) ? 0 : 1,
    isDirect ? 0 : 1,
    weightOf(smallest.model),
  ];
}

/** A number that was sent or stored wrongly, not a refusal. */
function isWrongNumber({ rule, evidence }: Violation): boolean {
  if (!rule.startsWith('VMS-WIRE')) return false;
  // Values that differ are told as an answer, too: `ctrl is 1`.
  return evidence.kind !== 'answer' || !/^(ok|rejected|error)\b(?! is )/.test(evidence.received);
}

/** By the first number that differs. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [i, one] of a.entries()) if (one !== b[i]) return one - (b[i] ?? 0);
  return 0;
}
