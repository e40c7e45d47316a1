import { isViolation, type Law } from '../../spec/law.ts';
import type { Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { evaluate, type Judges } from '../evaluate.ts';
import { createMatcher } from '../known-failing/matcher.ts';
import { isJudgedAt } from '../level.ts';
import type { FuzzPlan } from './plan.ts';

/** A law that a case breaks. */
export interface BrokenLaw {
  readonly law: Law;
  readonly violation: Violation;
}

/** Whether a violation fails the run: nothing knows it, and its rule is judged at the level. */
export type Counts = (violation: Violation, of: Case) => boolean;

export function countsAt({ level, known }: Pick<FuzzPlan, 'level' | 'known'>): Counts {
  const matcher = createMatcher(known?.entries ?? []);
  return ({ law, rule, verdict }, of) =>
    (verdict !== 'nonconform' || isJudgedAt(level, rule)) && matcher.entriesFor(law, rule, of).length === 0;
}

/** The laws that a case breaks, in the order of the laws. */
export async function brokenLaws(
  of: Case,
  judges: Judges,
  counts: Counts,
  onUnsupported: (summary: string) => void = () => undefined,
): Promise<BrokenLaw[]> {
  const { laws } = judges;
  const found: (BrokenLaw | undefined)[] = laws.map(() => undefined);
  // Every law is due in run 0.
  await evaluate(of, judges, 0, (i, violation) => {
    const law = laws[i];
    if (law === undefined || !isViolation(violation)) return;
    if (violation.verdict === 'unsupported') onUnsupported(violation.summary);
    else if (counts(violation, of)) found[i] = { law, violation };
  });
  return found.filter((each) => each !== undefined);
}
