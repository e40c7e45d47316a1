import type { Finding, Law } from '../spec/law.ts';
import type { Verdict, Violation } from '../spec/violation.ts';

/** What the cases so far say about one law. */
export interface Tally {
  readonly law: Law;
  readonly verdicts: Record<Verdict, number>;
  skipped: number;
  /** The first run that broke it. */
  first: { readonly run: number; readonly violation: Violation } | null;
}

export function emptyTally(law: Law): Tally {
  const verdicts = { conform: 0, nonconform: 0, unsupported: 0, crashed: 0, hung: 0, 'protocol-error': 0 };
  return { law, verdicts, skipped: 0, first: null };
}

/** Adds one finding. Answers come in any order; the first run is the lowest, so every order tells the same. */
export function count(tally: Tally, run: number, finding: Finding): void {
  if (finding === null) tally.verdicts.conform++;
  else if (finding === 'skip') tally.skipped++;
  else {
    tally.verdicts[finding.verdict]++;
    // What an engine does not support is no failure; it is counted and named.
    if (finding.verdict === 'unsupported') return;
    if (tally.first === null || run < tally.first.run) tally.first = { run, violation: finding };
  }
}
