import type { OtherFailure } from '../finding.ts';

/** A run as the reports for a CI tell it: JUnit, SARIF and annotations are made of this alone. */
export interface CiRun {
  readonly engine: { readonly name: string; readonly version: string };
  readonly dialect: string;
  readonly level: string;
  /** Null: the case was given. */
  readonly seed: number | null;
  readonly runs: number;
  readonly cases: number;
  readonly milliseconds: number;
  /** It did not reach its end. */
  readonly interrupted: boolean;
  /** The case file, or the program of `--engine-cmd`, or the name of `--engine`. */
  readonly location: string;
  readonly laws: readonly CiLaw[];
  readonly findings: readonly CiFinding[];
  readonly known: readonly CiKnown[];
  readonly others: readonly OtherFailure[];
  /** Entries of the list of known failures that no longer fail. */
  readonly fixed: readonly { readonly line: number; readonly text: string }[];
  /** The list of known failures; empty: there is none. */
  readonly knownFile: string;
}

export interface CiLaw {
  readonly id: string;
  /** Null: it is not broken, but for what is known. */
  readonly failure: CiFailure | null;
  /** Why no case says whether it holds; null: one does. */
  readonly skipped: string | null;
  /** Violations that do not decide; empty: there are none. */
  readonly tolerated: string;
}

/** Why a law fails: `message` and `text` are of one violation. */
export interface CiFailure {
  readonly verdict: string;
  readonly message: string;
  readonly text: string;
}

/** A cause of failure, told once. */
export interface CiFinding {
  /** The law that tells it. */
  readonly law: string;
  readonly title: string;
  readonly rule: string;
  readonly verdict: string;
  readonly summary: string;
  /** All laws that show it. */
  readonly laws: readonly string[];
  readonly run: number;
  /** Id of the smallest case. */
  readonly caseId: string;
  /** The command that brings it about again. */
  readonly replay: string;
  /** The whole report of it. */
  readonly text: string;
  /** What makes it the same finding from run to run. */
  readonly identity: readonly string[];
}

/** Known failures of one law, rule and verdict. */
export interface CiKnown {
  readonly law: string;
  readonly rule: string;
  readonly verdict: string;
  readonly cases: number;
  readonly run: number;
  /** What the entries of the list say of them. */
  readonly reasons: readonly string[];
}
