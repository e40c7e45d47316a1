import type { Law } from '../../spec/law.ts';
import type { Violation } from '../../spec/violation.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Failure } from '../result.ts';
import type { ShrunkFailure } from '../shrink.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Group } from '../tally.ts';
import type { KnownBug } from './known-bug.ts';
import type { CaseViolations } from './look-alikes.ts';

/** A law that is broken, and what breaks it: groups that decide, in the order of the runs. */
export interface FailingLaw {
  readonly law: Law;
  readonly groups: readonly [Group, ...Group[]];
}

/** A case that breaks a law. */
export interface BrokenBy {
  readonly law: Law;
  readonly of: Case;
  readonly violation: Violation;
}

/** All violations of these laws by a case. */
export type Answered = Pick<CaseViolations, 'of' | 'laws' | 'violations'>;

/** Asks the engine again, to find out what the failures of a run have in common. */
export interface Investigator {
  /** The case of a run. */
  readonly caseOf: (run: number) => Case;
  /** A smaller case that breaks the law in the same way; `accepts`: which violations will do. */
  readonly shrink: (broken: BrokenBy, accepts: (found: Violation) => boolean) => Promise<ShrunkFailure>;
  /** What these laws say of a case, in their order; violations only, and only those that decide. */
  readonly judge: (of: Case, laws: readonly Law[]) => Promise<readonly Violation[]>;
  /** The bugs, `among` these if given, with which an engine would break these laws by the case just as this one does. */
  readonly lookAlikes: (shown: Answered, among?: readonly KnownBug[]) => Promise<readonly KnownBug[]>;
  /** Those of the bugs that the engine can have: with the others it would break laws by cases by which it keeps them. */
  readonly possible: (bugs: readonly KnownBug[]) => Promise<readonly KnownBug[]>;
  /**
   * The rule of a known bug that breaks none but these rules, and has an engine break the law by the case of each of these
   * runs just as this one does; null: there is none.
   */
  readonly explained: (law: Law, runs: readonly number[], by: ReadonlySet<RuleId>) => Promise<RuleId | null>;
  /** Adds to a shrunk case what a report shows of it. */
  readonly tell: (law: Law, run: number, shrunk: ShrunkFailure) => Failure;
}
