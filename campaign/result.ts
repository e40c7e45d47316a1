import type { Broken, Hello } from '../engine/engine.ts';
import type { GenerationStatistics } from './coverage/statistics.ts';
import { isAboutDialect, type Law } from '../spec/law.ts';
import type { Level, RuleId } from '../spec/rules/rules.ts';
import type { EvidenceSpan, Verdict, Violation } from '../spec/violation.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { CaseExchange } from '../vmstate/case/case-file.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { VMStateDescription } from '../vmstate/host/description.ts';
import type { Model } from '../vmstate/model/model.ts';
import { lackingText } from '../vmstate/host/features.ts';
import type { RuleCoverage } from './coverage/rule-coverage.ts';
import type { KnownFailing } from './known-failing/audit.ts';
import type { BrokenPromise } from './promises.ts';
import type { MemoryShown } from './shown/memory.ts';
import type { RunFinding } from './causes/run-finding.ts';
import type { Repeats } from './shrink.ts';

/** The smallest case found that breaks a law. */
export interface Failure {
  /** The run that first failed. */
  readonly run: number;
  readonly original: Case;
  /** The shrunk case, and what it breaks. */
  readonly smallest: Case;
  readonly shrinks: number;
  /** Null: it failed whenever it was tried. Otherwise it did not fail again, and how often it does. */
  readonly repeats: Repeats | null;
  /** Time was over before the case was as small as it gets. */
  readonly outOfTime: boolean;
  readonly violation: Violation;
  /** The device that was sent, where the law made another one of the smallest case; null: that of the case. */
  readonly device: Model | null;
  /** The description that was sent. */
  readonly description: VMStateDescription;
  /** What the law did, a line each; empty: it judges the case's own save or load. */
  readonly steps: readonly string[];
  /** What was sent and answered, when that was asked for and the engine is a program. */
  readonly exchanges: readonly CaseExchange[];
  /** The load that failed; null where no load is judged. */
  readonly load: LoadShown | null;
  /** The oracle's save of the smallest case; null: it has none. */
  readonly saved: SavedShown | null;
  /** Null: the engine sees values, not memory. */
  readonly memory: MemoryShown | null;
  /** The rule that is about a field, by the path of the field: for every field that owns bytes shown here. */
  readonly rules: Readonly<Record<string, RuleId>>;
}

/** The bytes of a save, and which field owns which. */
export interface SavedShown {
  readonly bytes: Uint8Array;
  readonly spans: readonly EvidenceSpan[];
}

/** A load as a report shows it. */
export interface LoadShown {
  readonly wire: Uint8Array;
  readonly versionId: number;
  /** The save that the stream is, or was before it was altered: its bytes, and which field owns which. */
  readonly saved: SavedShown;
  /** The destination before the load. */
  readonly before: Model;
}

/** Violations of one law that are alike, before any shrinking. */
export interface FailureGroup {
  readonly rule: RuleId;
  readonly verdict: Violation['verdict'];
  readonly cases: number;
  /** The first run among them. */
  readonly run: number;
}

/** Violations that a known-failing list names. */
export interface KnownGroup extends FailureGroup {
  /** The lines that name them: one, unless the list is ambiguous. */
  readonly lines: readonly number[];
}

export interface LawResult {
  readonly law: Law;
  /** Cases by verdict; together with `skipped` they are the cases the law saw. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Cases to which the law does not apply. */
  readonly skipped: number;
  /** Of these, cases in which an engine would have had to answer with too much memory. */
  readonly tooLarge: number;
  /** A failure of `failing`, shrunk; null when there is none. */
  readonly failure: Failure | null;
  /** What the verdict of the run is about, in the order of the runs. */
  readonly failing: readonly FailureGroup[];
  /** What fails and was known to. */
  readonly known: readonly KnownGroup[];
  /** What breaks rules that are not judged at the level of the run. */
  readonly outOfLevel: readonly FailureGroup[];
}

/** The outcome of a run; every report is made from this. */
export type CampaignResult = GeneratedResult | GivenResult;

/** A run of generated cases. */
export interface GeneratedResult extends ResultBase {
  readonly kind: 'generated';
  readonly seed: number;
  /** How often each rule was put to the test. */
  readonly ruleCoverage: RuleCoverage;
  /** The real descriptions that the cases were made of; null: they were generated; `off`: with no device as in real tables. */
  readonly devices: DevicesUsed | 'off' | null;
}

/** Real descriptions as a source of cases. */
export interface DevicesUsed {
  /** As the user named it. */
  readonly file: string;
  /** The pattern that chose some of its descriptions; null: all. */
  readonly name: string | null;
  /** How many descriptions were used. */
  readonly descriptions: number;
  /** Infos that devices define: their fields are left out. */
  readonly ownInfos: readonly { readonly own: string; readonly fields: readonly string[] }[];
  /** Descriptions that are left out whole. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/** A run of one given case, which is neither generated nor shrunk. */
export interface GivenResult extends ResultBase {
  readonly kind: 'given';
  /** Where the case came from: the path of its file, or another name. */
  readonly from: string;
}

/** What both say. */
export interface ResultBase {
  readonly engine: Hello;
  readonly dialect: Dialect;
  /** Requested number of cases. */
  readonly runs: number;
  /** Cases that were judged. */
  readonly cases: number;
  /** Violations of rules above it do not decide. */
  readonly level: Level;
  readonly laws: readonly LawResult[];
  /** What the broken laws are broken by: each cause once, the one to look at first before the others. */
  readonly findings: readonly RunFinding[];
  /** Null without a known-failing list. */
  readonly knownFailing: KnownFailing | null;
  readonly statistics: GenerationStatistics;
  /** Ids of selected laws about what the engine does not see: none of them was tried. */
  readonly lawsLeftOut: readonly string[];
  /** Features that the dialect has and the engine does not support: nothing of theirs was generated. */
  readonly leftOut: readonly string[];
  /** Features that the engine lists and of which nothing was generated: they need others, which it does not list. */
  readonly unmade: readonly string[];
  /** Flags, combinations or types that should have been generated and were not. */
  readonly missing: readonly string[];
  /** Misbehaviour of the engine outside of any case. */
  readonly incidents: readonly Broken[];
  /** Features that the engine lists and answers `unsupported` to. */
  readonly promises: readonly BrokenPromise[];
  /** Cases in which a law could not be judged, because the engine answered `unsupported`. */
  readonly unjudged: number;
  /** Why the run ended before its last case, in words for the user; null: it did not. */
  readonly stopped: string | null;
  /** Why too little was judged to say that the engine conforms, in words for the user; empty: enough was. */
  readonly shortfalls: readonly string[];
  readonly milliseconds: number;
}

/** Cases on which the law was tried, whatever came of it. */
export function casesOf({ verdicts }: LawResult): number {
  return Object.values(verdicts).reduce((sum, n) => sum + n, 0);
}

/** Violations in all. */
export function violationsOf(groups: readonly FailureGroup[]): number {
  return groups.reduce((sum, { cases }) => sum + cases, 0);
}

/** Cases of which the law could say, at the level of the run, whether they conform. */
export function judgedOf(result: LawResult): number {
  return casesOf(result) - result.verdicts.unsupported - violationsOf(result.outOfLevel);
}

/** Who was judged, and by what. */
export type JudgedBy = Pick<CampaignResult, 'engine' | 'dialect'>;

/** Why a law judged nothing, as far as that is the engine's affair or that of the cases; null: it did judge, or its verdicts say why. */
export function whyNotJudged(result: LawResult, { engine: { features }, dialect }: JudgedBy): string | null {
  if (judgedOf(result) > 0) return null;
  if (!isAboutDialect(result.law, dialect)) return `it is not about ${dialect}`;
  const lacks = lackingText(features, result.law.needs ?? []);
  if (lacks !== null) return `needs ${lacks}, which the engine does not list`;
  return casesOf(result) > 0 ? null : 'no case was about it';
}

/** True when the engine broke a law beyond what is known, a promise of its hello, or down between the cases. */
export function isBroken({ incidents, promises, laws }: CampaignResult): boolean {
  return incidents.length > 0 || promises.length > 0 || laws.some(({ failure }) => failure !== null);
}

/** True when no law is broken, known or not, and the engine behaved between the cases, too. */
export function conforms(result: CampaignResult): boolean {
  return !isBroken(result) && result.shortfalls.length === 0 && result.laws.every(({ known }) => known.length === 0);
}

/** True when the run fails nobody: whatever is broken is known, and whatever is known is broken. */
export function passes(result: CampaignResult): boolean {
  if (isBroken(result) || result.shortfalls.length > 0) return false;
  return result.knownFailing?.entries.every(({ outcome }) => outcome !== 'passes') ?? true;
}
