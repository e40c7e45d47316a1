import { passes, whyNotJudged, type CampaignResult, type GeneratedResult, type LawResult } from '../campaign/result.ts';
import type { Broken, Hello } from '../engine/engine.ts';
import { failureText } from '../report/terminal/failure.ts';
import { createColors } from '../report/terminal/colors.ts';
import type { ReplaySource } from '../report/terminal/replay.ts';
import type { Level } from '../spec/rules/rules.ts';
import type { Verdict, Violation } from '../spec/violation.ts';
import { caseId } from '../vmstate/case/case-id.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Dialect } from '../vmstate/dialect.ts';

/**
 * A law that is broken, with the smallest case that breaks it.
 *
 * @since 0.1.0
 */
export interface LawFailure {
  /** Id of the law, such as `save/bytes`. */
  readonly law: string;
  /** Id of the rule that is broken, such as `VMS-WIRE-1`. */
  readonly rule: string;
  readonly verdict: Exclude<Verdict, 'conform'>;
  /** One line. */
  readonly summary: string;
  /** The shrunk case; `formatCase` writes it as a case file. */
  readonly case: Case;
  readonly caseId: string;
  /** The first run that failed; 0 for a given case. */
  readonly run: number;
  /** The whole report: rule, device, description, expected and received, and how to replay it. No colors. */
  readonly text: string;
}

/**
 * What became of one law.
 *
 * @since 0.1.0
 */
export interface LawReport {
  readonly id: string;
  /** What holds, in one sentence. */
  readonly title: string;
  /** Ids of the rules it checks. */
  readonly rules: readonly string[];
  /** Number of cases by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Number of cases to which the law does not apply. */
  readonly skipped: number;
  /** Why the law judged nothing; null: it judged, or its verdicts say why. */
  readonly notJudged: string | null;
  /** Null: no violation at the level of the run that is not known. */
  readonly failure: LawFailure | null;
}

/**
 * The result of a campaign.
 *
 * @since 0.1.0
 */
export interface CheckResult {
  /** True if every violation is known, every known failure still fails, and enough was judged. */
  readonly passed: boolean;
  readonly engine: Hello;
  readonly dialect: Dialect;
  readonly level: Level;
  readonly seed: number;
  /** Number of cases requested, and number of cases run. */
  readonly runs: number;
  readonly cases: number;
  readonly laws: readonly LawReport[];
  /** Ids of laws about memory. They are skipped for an engine with the view `values`. */
  readonly lawsLeftOut: readonly string[];
  /** Features of the dialect that the engine does not list; no case used them. */
  readonly leftOut: readonly string[];
  /** Features and combinations that the generators should have produced and did not. */
  readonly missing: readonly string[];
  /** Features that the engine lists and answers `unsupported` to. */
  readonly brokenPromises: readonly string[];
  /** Why too little was judged to say that the engine conforms, one sentence each. */
  readonly shortfalls: readonly string[];
  /** Misbehaviour between requests. */
  readonly incidents: readonly Broken[];
  /** Lines of the known-failing list that no longer fail. */
  readonly knownThatPass: readonly string[];
  readonly milliseconds: number;
}

/** The public form of a campaign's result. */
export function checkResultOf(result: GeneratedResult, source: ReplaySource): CheckResult {
  const { engine, dialect, level, seed, runs, cases, lawsLeftOut, leftOut, missing, incidents, milliseconds } = result;
  return {
    passed: passes(result),
    engine,
    dialect,
    level,
    seed,
    runs,
    cases,
    laws: result.laws.map((law) => lawReportOf(result, law, source)),
    lawsLeftOut,
    leftOut,
    missing,
    incidents,
    brokenPromises: result.promises.map(({ feature }) => feature),
    shortfalls: result.shortfalls,
    knownThatPass: (result.knownFailing?.entries ?? [])
      .filter(({ outcome }) => outcome === 'passes')
      .map(({ entry }) => entry.text),
    milliseconds,
  };
}

function lawReportOf(result: CampaignResult, of: LawResult, source: ReplaySource): LawReport {
  const { law, verdicts, skipped } = of;
  return {
    id: law.id,
    title: law.title,
    rules: law.rules,
    verdicts,
    skipped,
    notJudged: whyNotJudged(of, result),
    failure: lawFailureOf(result, of, source),
  };
}

/** The public form of a law's failure; null when the law is not broken. */
export function lawFailureOf(result: CampaignResult, of: LawResult, source: ReplaySource): LawFailure | null {
  const { law, failure } = of;
  if (failure === null) return null;
  const { smallest, violation, run } = failure;
  const { rule, verdict, summary }: Violation = violation;
  const context = { colors: createColors(false), source, laws: [] };
  return {
    law: law.id,
    rule,
    verdict,
    summary,
    case: smallest,
    caseId: caseId(smallest),
    run,
    text: failureText(result, of, failure, context),
  };
}
