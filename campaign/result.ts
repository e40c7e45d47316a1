import type { Broken, Hello } from '../engine/engine.ts';
import type { Census } from '../generators/census.ts';
import type { Law } from '../spec/law.ts';
import type { Verdict, Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';

/** The smallest case found that breaks a law. */
export interface Failure {
  /** The run that first failed. */
  readonly run: number;
  readonly original: Case;
  /** The shrunk case, and what it breaks. */
  readonly smallest: Case;
  readonly shrinks: number;
  readonly violation: Violation;
}

export interface LawResult {
  readonly law: Law;
  /** Cases by verdict; together with `skipped` they are the cases the law saw. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Cases to which the law does not apply. */
  readonly skipped: number;
  /** Null when every case conforms. */
  readonly failure: Failure | null;
}

/** What a whole run found out; every report is made from this. */
export interface CampaignResult {
  readonly engine: Hello;
  readonly dialect: Dialect;
  readonly seed: number;
  /** Cases asked for, and the first run's index. */
  readonly runs: number;
  /** Cases that were carried out. */
  readonly cases: number;
  readonly laws: readonly LawResult[];
  readonly census: Census;
  /** Features that the dialect has and the engine does not support: nothing of theirs was generated. */
  readonly leftOut: readonly string[];
  /** Flags, combinations or types that should have been generated and were not. */
  readonly missing: readonly string[];
  /** Misbehaviour of the engine that no case could be blamed for. */
  readonly incidents: readonly Broken[];
  readonly milliseconds: number;
}

/** True when no law is broken and the engine behaved between the cases, too. */
export function conforms(result: CampaignResult): boolean {
  return result.incidents.length === 0 && result.laws.every((law) => law.failure === null);
}
