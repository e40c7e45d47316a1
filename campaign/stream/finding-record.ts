import type { Level, RuleId } from '../../spec/rules/rules.ts';
import type { Violation } from '../../spec/violation.ts';
import type { DivergenceKind } from '../findings/failure-kind.ts';

/** What makes two failures the same finding: the rule, the kind of field, and how the answer differs. */
export interface Signature {
  readonly rule: RuleId;
  readonly field: string;
  readonly divergence: DivergenceKind;
}

/** Another signature that most likely has the same cause. */
export interface AlsoRecord {
  readonly signature: Signature;
  readonly fingerprint: string;
  readonly cases: number;
  readonly run: number;
}

/** A cause of failure by its smallest case. */
export interface FindingRecord {
  readonly kind: 'finding';
  readonly signature: Signature;
  /** A short hash of the signature: the same from run to run. */
  readonly fingerprint: string;
  readonly level: Level;
  /** Failing cases, those of `also` among them. A case that breaks several laws counts for each. */
  readonly cases: number;
  /** Signatures of larger devices, which have everything that is special about this one. */
  readonly also: readonly AlsoRecord[];
  /** The laws that the smallest case breaks, in the order of the laws; `failure` is of the first. */
  readonly laws: readonly BrokenLawRecord[];
  /** Known bugs with which an engine would answer so, before and after shrinking; absent in streams that are older than this. */
  readonly lookAlikes?: readonly LookAlikeRecord[];
  readonly failure: FailureRecordJson;
  /** The first requests of the first broken law, and the answers. */
  readonly exchange: readonly FindingExchangeRecord[];
}

/** A known bug. */
export interface LookAlikeRecord {
  readonly id: string;
  /** What an engine does that has it. */
  readonly breaks: string;
  readonly rules: readonly RuleId[];
}

export interface BrokenLawRecord {
  readonly law: string;
  readonly rule: RuleId;
  readonly verdict: string;
  readonly summary: string;
}

/** A failure document (failure-document.ts): in a stream its bytes are hex. */
export interface FailureRecordJson {
  /** The run whose case was shrunk. */
  readonly run: number;
  readonly shrinks: number;
  readonly violation: Pick<Violation, 'law' | 'rule' | 'verdict' | 'summary'> & { readonly evidence: object };
  readonly originalId: string;
  /** A case file. */
  readonly original: unknown;
  readonly smallestId: string;
  /** A case file. */
  readonly smallest: unknown;
  /** Whether it is the mutant of a directed search: then no seed and run give it again. */
  readonly mutant?: true;
  /** The command that brings it about again. */
  readonly replay?: string;
}

/** One request and its answer, as messages of the protocol without `id`. */
export interface FindingExchangeRecord {
  readonly request: unknown;
  readonly answer: unknown;
}
