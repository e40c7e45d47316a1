import { casesOf, whyNotJudged, type CampaignResult, type Failure, type LawResult } from '../campaign/result.ts';
import type { EntryResult } from '../campaign/known-failing/audit.ts';
import { createColors } from './terminal/colors.ts';
import { failureText } from './terminal/failure.ts';
import { plural } from './terminal/words.ts';
import type { ReplaySource } from './terminal/replay.ts';

/** A law that is broken. */
export interface BrokenLaw {
  readonly result: LawResult;
  readonly failure: Failure;
}

/** The laws that are broken beyond the known-failing list, in the order of the laws. */
export function brokenLaws({ laws }: CampaignResult): BrokenLaw[] {
  return laws.flatMap((result) => (result.failure === null ? [] : [{ result, failure: result.failure }]));
}

/** The failure report of the terminal, without colors. */
export function plainFailure(result: CampaignResult, broken: BrokenLaw, source: ReplaySource): string {
  return failureText(result, broken.result, broken.failure, { colors: createColors(false), source, shownUnder: null });
}

/** A failure of the run that is no broken law and no entry of a known-failing list. */
export interface OtherFailure {
  /** Stable; the `type` of a JUnit failure. */
  readonly id: 'engine-fault' | 'unsupported-feature' | 'too-little-judged';
  /** What it is about: stable from run to run. */
  readonly subject: string;
  readonly text: string;
}

/** Engine faults outside the cases, features that are listed and not supported, and why there is no verdict. */
export function otherFailures({ incidents, promises, shortfalls }: CampaignResult): OtherFailure[] {
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
