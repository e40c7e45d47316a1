import { allLaws } from '../../spec/laws/index.ts';
import { emptyTally, type Tally } from '../tally.ts';
import { canTell, type EntryOutcome } from '../known-failing/audit.ts';
import { parsePattern } from '../known-failing/pattern.ts';
import { verdicts as verdictNames } from '../../spec/violation.ts';
import { shortfallsOf } from '../shortfalls.ts';
import type { HeaderRecord, KnownRecord } from '../stream/record.ts';
import type { CampaignTotals } from '../stream/totals.ts';

/** What a campaign says about a line of the list of known failures. */
export interface CampaignEntry {
  readonly entry: KnownRecord['entries'][number];
  readonly outcome: EntryOutcome;
  /** How many violations it knows; a case that breaks two laws counts twice. */
  readonly violations: number;
}

/** Holds the list of known failures against a campaign: an entry that no longer fails is found after enough cases. */
export function auditCampaign(
  { known, dialect, laws, lawsLeftOut, schedule: { devices = 'off' } }: HeaderRecord,
  totals: CampaignTotals,
): CampaignEntry[] {
  const tried = talliesOf(laws, totals).map(({ law, verdicts }) => ({ law, verdicts }));
  return (known?.entries ?? []).map((entry): CampaignEntry => {
    const violations = [...totals.failures.values()].reduce(
      (sum, failure) => (failure.known.includes(entry.line) ? sum + failure.cases : sum),
      0,
    );
    const pattern = parsePattern(entry.pattern);
    const isJudged =
      !('problem' in pattern) &&
      canTell(pattern, {
        hasSeen: totals.seen.has(entry.line),
        results: tried,
        dialect,
        // Real descriptions have what they have: what none of them fails may still fail.
        complete: totals.stopped === null && devices === 'off',
        cases: totals.cases,
        lawsLeftOut,
      });
    return { entry, outcome: violations > 0 ? 'fails' : isJudged ? 'passes' : 'not-judged', violations };
  });
}

/** Why too little was judged to say that the engine conforms; empty: enough was. */
export function campaignShortfalls({ engine, laws, lawsLeftOut }: HeaderRecord, totals: CampaignTotals): string[] {
  const { cases, unjudged } = totals;
  return shortfallsOf({ engine, cases, unjudged, laws: talliesOf(laws, totals), lawsLeftOut });
}

/** What fails a campaign besides its findings, in words for the user; empty: nothing does. */
export function campaignProblems(header: HeaderRecord, totals: CampaignTotals): string[] {
  const incidents = new Map<string, number>();
  for (const { status, message } of totals.incidents) {
    const text = `outside of the cases the engine ${status}: ${message}`;
    incidents.set(text, (incidents.get(text) ?? 0) + 1);
  }
  return [
    ...[...incidents].map(([text, times]) => (times === 1 ? text : `${text} (${times} times)`)),
    ...[...totals.promises.values()].map(
      ({ feature, cases }) => `the engine lists ${feature} and answers 'unsupported' to it (${cases} cases)`,
    ),
    ...campaignShortfalls(header, totals).map((text) => `too little was judged for a verdict: ${text}`),
    ...auditCampaign(header, totals)
      .filter(({ outcome }) => outcome === 'passes')
      .map(
        ({ entry: { line, pattern, reason } }) =>
          `${header.known?.file ?? ''}:${line} no longer fails: remove it (${pattern} | ${reason})`,
      ),
  ];
}

/** What was counted of each law, as far as this version knows it. */
function talliesOf(ids: readonly string[], totals: CampaignTotals): Tally[] {
  return ids.flatMap((id) => {
    const law = allLaws.find((each) => each.id === id);
    if (law === undefined) return [];
    const tally = emptyTally(law);
    for (const verdict of verdictNames) tally.verdicts[verdict] = totals.laws.get(id)?.get(verdict) ?? 0;
    return [tally];
  });
}
