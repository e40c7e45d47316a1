import type { KnownBug } from '../campaign/causes/known-bug.ts';
import { casesOf, whyNotJudged, type CampaignResult, type Failure, type LawResult } from '../campaign/result.ts';
import type { EntryResult } from '../campaign/known-failing/audit.ts';
import { createColors } from './terminal/colors.ts';
import { failureText } from './terminal/failure.ts';
import { plural } from './terminal/words.ts';
import type { ReplaySource } from './terminal/replay.ts';

/** A finding with the result of the law that tells it. */
export interface ToldFinding {
  readonly result: LawResult;
  readonly failure: Failure;
  /** Ids of all laws that show it. */
  readonly laws: readonly string[];
  /** The known bugs that may be its cause. */
  readonly lookAlikes: readonly KnownBug[];
}

/** What the run is broken by beyond the known-failing list, each cause once. */
export function toldFindings({ findings, laws }: CampaignResult): ToldFinding[] {
  return findings.flatMap(({ failure, laws: shown, lookAlikes }) => {
    const result = laws.find(({ law, failure: own }) => own !== null && law.id === failure.violation.law);
    return result === undefined ? [] : [{ result, failure, laws: shown, lookAlikes }];
  });
}

/** The failure report of the terminal, without colors. */
export function plainFailure(result: CampaignResult, told: ToldFinding, source: ReplaySource): string {
  const { result: of, failure, laws, lookAlikes } = told;
  return failureText(result, of, failure, { colors: createColors(false), source, laws, lookAlikes });
}

/** A failure of the run that is no broken law and no entry of a known-failing list. */
export interface OtherFailure {
  /** Stable; the `type` of a JUnit failure. */
  readonly id: 'engine-fault' | 'unsupported-feature' | 'too-little-judged';
  /** What it is about: stable from run to run. */
  readonly subject: string;
  readonly text: string;
}

/** What a result says beside its laws. */
interface OutsideOfLaws {
  readonly incidents: readonly { readonly status: string; readonly message: string }[];
  readonly promises: readonly { readonly feature: string; readonly cases: number }[];
  readonly shortfalls: readonly string[];
}

/** Engine faults outside the cases, features that are listed and not supported, and why there is no verdict. */
export function otherFailures({ incidents, promises, shortfalls }: OutsideOfLaws): OtherFailure[] {
  return [
    ...incidents.map(({ status, message }, at): OtherFailure => ({
      id: 'engine-fault',
      subject: `fault ${at + 1} outside the cases`,
      text: `${status}: ${message}`,
    })),
    ...promises.map(({ feature, cases }): OtherFailure => ({
      id: 'unsupported-feature',
      subject: feature,
      text: `the engine lists ${feature} and answers 'unsupported' to it (${plural(cases, 'case')})`,
    })),
    ...shortfalls.map((text, at): OtherFailure => ({
      id: 'too-little-judged',
      subject: `shortfall ${at + 1}`,
      text: `too little was judged for a verdict: ${text}`,
    })),
  ];
}

/** Entries of the known-failing list that no longer fail: the run does not pass with one. */
export function fixedEntries({ knownFailing }: CampaignResult): EntryResult[] {
  return (knownFailing?.entries ?? []).filter(({ outcome }) => outcome === 'passes');
}

/** Why no case says whether the law holds; null: one does, or the law is broken. */
export function whySkipped(law: LawResult, result: CampaignResult): string | null {
  if (law.failure !== null || law.known.length > 0 || law.outOfLevel.length > 0) return null;
  const why = whyNotJudged(law, result);
  if (why !== null) return why;
  return casesOf(law) === law.verdicts.unsupported ? 'the engine supports none of its cases' : null;
}
