import type { LawOutcome, Law } from '../spec/law.ts';
import type { RuleId } from '../spec/rules/rules.ts';
import { verdicts as allVerdicts, type Verdict, type Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { KnownEntry } from './known-failing/entry.ts';
import type { Matcher } from './known-failing/matcher.ts';

/** Violations of one law that are alike. */
export interface Group {
  readonly rule: RuleId;
  readonly verdict: Violation['verdict'];
  /** The entries of the known-failing list that know them. */
  readonly known: readonly KnownEntry[];
  cases: number;
  /** The first run among them. */
  first: { readonly run: number; readonly violation: Violation };
  /** The lowest runs, the first one included, in their order: all of a group of a few cases. */
  kept: readonly number[];
}

/** Runs of a group that are kept. */
export const MOST_KEPT = 64;

/** What the cases so far say about one law. */
export interface Tally {
  readonly law: Law;
  readonly verdicts: Record<Verdict, number>;
  skipped: number;
  /** Of these, cases in which an engine would have had to answer with too much memory. */
  tooLarge: number;
  /** By rule, verdict and the lines of `known`. */
  readonly groups: Map<string, Group>;
}

export function emptyTally(law: Law): Tally {
  const verdicts = { conform: 0, nonconform: 0, unsupported: 0, crashed: 0, hung: 0, 'protocol-error': 0 };
  return { law, verdicts, skipped: 0, tooLarge: 0, groups: new Map() };
}

/** A case and its run. */
export interface NumberedCase {
  readonly run: number;
  readonly of: Case;
}

/** Counts one outcome. Outcomes come in any order; the first run is the lowest, so every order gives the same result. True for a violation that nothing knows. */
export function count(tally: Tally, { run, of }: NumberedCase, outcome: LawOutcome, known: Matcher): boolean {
  if (outcome === 'skip' || outcome === 'too-large') {
    tally.skipped++;
    if (outcome === 'too-large') tally.tooLarge++;
    return false;
  }
  const verdict = outcome === null ? 'conform' : outcome.verdict;
  tally.verdicts[verdict]++;
  // What an engine does not support is no failure; it is counted and named.
  if (verdict === 'unsupported') return false;
  if (known.namesCases) known.judged(tally.law.id, of);
  if (outcome === null) return false;
  const entries = known.entriesFor(tally.law.id, outcome.rule, of);
  addViolation(tally.groups, run, outcome, entries);
  return entries.length === 0;
}

function addViolation(
  groups: Map<string, Group>,
  run: number,
  violation: Violation,
  known: readonly KnownEntry[],
): void {
  const { rule, verdict } = violation;
  addGroup(groups, { rule, verdict, known, cases: 1, first: { run, violation }, kept: [run] });
}

/** Adds violations that are alike to those that are like them. */
export function addGroup(groups: Map<string, Group>, added: Group): void {
  const { rule, verdict, known, cases, first } = added;
  const key = `${rule} ${verdict} ${known.map(({ line }) => line).join(',')}`;
  const group = groups.get(key);
  if (group === undefined) groups.set(key, added);
  else {
    group.cases += cases;
    if (first.run < group.first.run) group.first = first;
    const isLate = group.kept.length === MOST_KEPT && first.run > (group.kept.at(-1) ?? 0);
    if (!isLate) group.kept = [...group.kept, ...added.kept].sort((a, b) => a - b).slice(0, MOST_KEPT);
  }
}

/** Adds what another tally of the same law says. */
export function addVerdicts(
  tally: Tally,
  { verdicts, skipped, tooLarge }: Pick<Tally, 'verdicts' | 'skipped' | 'tooLarge'>,
): void {
  tally.skipped += skipped;
  tally.tooLarge += tooLarge;
  for (const verdict of allVerdicts) tally.verdicts[verdict] += verdicts[verdict];
}
