import type { VMStateDescription } from '../vmstate/host/description.ts';
import type { Model } from '../vmstate/model/model.ts';
import type { EntryDifference } from './differences/vmdesc-differences.ts';
import type { RuleId } from './rules/rules.ts';

/**
 * The suite's word on one case and law.
 *
 * @since 0.1.0
 */
export type Verdict = (typeof verdicts)[number];

export const verdicts = ['conform', 'nonconform', 'unsupported', 'crashed', 'hung', 'protocol-error'] as const;

/** What shows that a law is broken. */
export type Evidence =
  /** Bytes against bytes; `spans` say which field owns which expected byte. */
  | {
      readonly kind: 'bytes';
      readonly expected: Uint8Array;
      readonly received: Uint8Array;
      readonly spans: readonly EvidenceSpan[];
    }
  /** One number of one field against another. */
  | {
      readonly kind: 'number';
      readonly path: string;
      readonly what: string;
      readonly expected: number;
      readonly received: number;
    }
  /** Memory after a load; only the ranges that differ. */
  | { readonly kind: 'memory'; readonly differences: readonly MemoryDifference[] }
  /** Entries of a vmdesc; only those that differ. */
  | { readonly kind: 'entries'; readonly differences: readonly EntryDifference[] }
  /** The engine gave another kind of answer than it should. */
  | { readonly kind: 'answer'; readonly expected: string; readonly received: string };

export interface EvidenceSpan {
  readonly start: number;
  readonly length: number;
  /** `regs[2].ctrl` */
  readonly path: string;
  /** `uint32` */
  readonly type: string;
}

export interface MemoryDifference {
  readonly block: number;
  readonly offset: number;
  /** The member that owns these bytes, or null where no field describes them. */
  readonly path: string | null;
  readonly expected: Uint8Array;
  readonly received: Uint8Array;
  /** Of a pointer: where it points, in words. Its bytes are an address, which says nothing. */
  readonly pointer?: { readonly expected: string; readonly received: string } | undefined;
}

/** What was loaded, when a load breaks a law. */
export interface LoadContext {
  readonly wire: Uint8Array;
  readonly versionId: number;
  /** Whose save the stream is, or was before it was altered. */
  readonly saved: Model;
  /** The destination before the load. */
  readonly before: Model;
}

/** What a law sent, where that is not just the case: the case alone does not show it. */
export interface Probe {
  /** The device that was sent, where the law changed it: a hook that fails, a field that is absent, an older version. */
  readonly device?: { readonly model: Model; readonly description: VMStateDescription } | undefined;
  /** What it did, in order, a line each. */
  readonly steps: readonly string[];
}

/** The law that judges, and the rule that it cites. */
export interface Cited {
  readonly law: string;
  readonly rule: RuleId;
}

/** A law broken by one case. */
export interface Violation extends Cited {
  readonly verdict: Exclude<Verdict, 'conform'>;
  /** One line. */
  readonly summary: string;
  readonly evidence: Evidence;
  /** Absent where no load is judged. */
  readonly load?: LoadContext | undefined;
  /** Absent where the law judges the case's own save or load. */
  readonly probe?: Probe | undefined;
}
