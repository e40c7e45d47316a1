import type { Law } from '../../spec/law.ts';
import { allLaws } from '../../spec/laws/index.ts';
import { appliesIn, rules } from '../../spec/rules/rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { LawResult } from '../result.ts';
import { globMatches, type KnownEntry, type KnownList, type Pattern } from './entry.ts';
import type { Matcher } from './matcher.ts';

/**
 * What a run says about an entry: it still fails; it passes now, so that the
 * list is wrong; or the run cannot tell.
 */
export type EntryOutcome = 'fails' | 'passes' | 'not-judged';

export interface EntryResult {
  readonly entry: KnownEntry;
  readonly outcome: EntryOutcome;
  /** How many violations it knows; a case that breaks two laws counts twice. */
  readonly violations: number;
}

/** A violation that several entries know: nobody can say why it fails. */
export interface Ambiguity {
  readonly law: string;
  readonly rule: string;
  readonly run: number;
  readonly lines: readonly number[];
}

/** A known-failing list held against a run. */
export interface KnownFailing {
  readonly list: KnownList;
  readonly entries: readonly EntryResult[];
  readonly ambiguities: readonly Ambiguity[];
}

export interface Audited {
  readonly list: KnownList;
  readonly matcher: Matcher;
  readonly results: readonly LawResult[];
  readonly dialect: Dialect;
  /** False when the run was cut short: what has not failed yet still might. */
  readonly complete: boolean;
  /** Cases carried out. */
  readonly cases: number;
  /** Ids of laws about what the engine does not see: with it they never fail. */
  readonly lawsLeftOut: readonly string[];
}

export function auditKnown(audited: Audited): KnownFailing {
  const { list, results } = audited;
  const entries = list.entries.map((entry): EntryResult => {
    const violations = results
      .flatMap(({ known }) => known)
      .reduce((sum, { lines, cases }) => (lines.includes(entry.line) ? sum + cases : sum), 0);
    const extent = { ...audited, hasSeen: audited.matcher.hasSeen(entry) };
    const outcome = violations > 0 ? 'fails' : canTell(entry.pattern, extent) ? 'passes' : 'not-judged';
    return { entry, outcome, violations };
  });
  const ambiguities = results.flatMap(({ law, known }) =>
    known.flatMap(({ rule, run, lines }) => (lines.length > 1 ? [{ law: law.id, rule, run, lines }] : [])),
  );
  return { list, entries, ambiguities };
}

/** What fails in one case of 150 fails once in so many: fewer cases without a failure say nothing. */
const ENOUGH_CASES = 1000;

/** A law that runs only now and then has judged so many of them. */
const ENOUGH_JUDGED = 25;

/** How far a run went, as far as it decides what it says of an entry. */
export interface AuditedExtent extends Pick<Audited, 'dialect' | 'complete' | 'cases' | 'lawsLeftOut'> {
  /** Whether the case that the entry names was judged. */
  readonly hasSeen: boolean;
  readonly results: readonly Pick<LawResult, 'law' | 'verdicts'>[];
}

/** Whether it means something that an entry matched nothing. */
export function canTell(pattern: Pattern, extent: AuditedExtent): boolean {
  const { rule, case: id } = pattern;
  const { hasSeen, results, dialect, complete, cases } = extent;
  if (!complete) return false;
  // A case stands for itself: it was judged, or it was not.
  if (id !== null) return hasSeen;
  if (cases < ENOUGH_CASES) return false;
  if (rule !== null && !rules.some((each) => globMatches(rule, each.id) && appliesIn(each.id, dialect))) return false;
  // Any law that is not in this run might be the one that still fails.
  const named = allLaws.filter((each) => mayFail(each, pattern) && !extent.lawsLeftOut.includes(each.id));
  const judging = results.filter((result) => named.some((each) => each.id === result.law.id));
  if (judging.length < named.length) return false;
  const citing = judging.filter((result) => rule === null || cites(result.law, rule));
  return (citing.length > 0 ? citing : judging).some(hasJudgedEnough);
}

/** Whether a law may break a rule in the words of an entry: any law may name any rule as the cause, but a promise only its own. */
function mayFail(each: Law, { law, rule }: Pattern): boolean {
  if (law !== null) return globMatches(law, each.id);
  return each.promise !== true || rule === null || cites(each, rule);
}

function cites({ rules: cited }: Pick<Law, 'rules'>, rule: string): boolean {
  return cited.some((each) => globMatches(rule, each));
}

function hasJudgedEnough({ verdicts }: Pick<LawResult, 'verdicts'>): boolean {
  return Object.values(verdicts).reduce((sum, n) => sum + n, 0) - verdicts.unsupported >= ENOUGH_JUDGED;
}
