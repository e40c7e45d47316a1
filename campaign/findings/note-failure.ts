import type { Violation } from '../../spec/violation.ts';
import type { Matcher } from '../known-failing/matcher.ts';
import type { NumberedCase } from '../tally.ts';
import { addFailures, failureKindOf, type FailureCounts } from './failure-kind.ts';

/** Counts a violation by its kind. What an engine does not support is no failure. */
export function noteFailure(
  failures: FailureCounts,
  violation: Violation,
  { run, of }: NumberedCase,
  matcher: Matcher,
): void {
  if (violation.verdict === 'unsupported') return;
  const known = matcher.entriesFor(violation.law, violation.rule, of).map(({ line }) => line);
  addFailures(failures, { ...failureKindOf(violation, of, known), cases: 1, run });
}
