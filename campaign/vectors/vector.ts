import type { RuleId } from '../../spec/rules/rules.ts';

/*
 * Vectors are data, to be read by programs that know nothing of this one: every
 * part is JSON as it stands in the file. docs/vectors.md tells what it means.
 */

/** The format of every file of a set. */
export const FORMAT = 'vmstate-conformance/vectors/1';

/** Stands among the values after a load where nobody says what must be there. */
export const UNSPECIFIED = '?';

/** A save of the source, and what must come of it. */
export interface VectorSave {
  readonly verdict: 'ok' | 'rejected';
  /** What vmstate_save_state returns. */
  readonly code: number;
  /** Hex; null when the save is refused. */
  readonly wire: string | null;
  /** The description of the bytes, without insignificant white space; null when the save is refused. */
  readonly vmdesc: string | null;
  /** The calls into the device, in order. */
  readonly trace: readonly string[];
  /** Hex: what a save that is refused leaves in the stream; null when it is not refused. Absent from sets of 0.1 before it. */
  readonly written?: string | null;
}

/** A load into the destination, and what must come of it. */
export interface VectorLoad {
  /** What the stream is, for people. */
  readonly what: string;
  readonly rules: readonly RuleId[];
  /** Hex. */
  readonly wire: string;
  readonly version_id: number;
  readonly verdict: 'ok' | 'rejected';
  /** What vmstate_load_state returns: 0, or why it refuses. */
  readonly code: number;
  /** Why it is refused, for people; null when it is not. */
  readonly reason: string | null;
  readonly consumed: number;
  readonly stream_error: number;
  readonly trace: readonly string[];
  /** The destination's values afterwards; `UNSPECIFIED` where they are nobody's. */
  readonly values: readonly unknown[];
  /** The destination's memory afterwards. */
  readonly memory: unknown;
  /** Bytes of that memory that are nobody's: block, first, behind the last. */
  readonly unspecified: readonly (readonly [number, number, number])[];
}

/** A device, what a save of it writes, and what loads into another one leave there. */
export interface Vector {
  /** The first digits of the SHA-256 of all the rest. */
  readonly id: string;
  readonly rules: readonly RuleId[];
  /** What the vector was kept for: features, and pairs of them, that no vector before it has. */
  readonly features: readonly string[];
  readonly shape: object;
  readonly values: readonly unknown[];
  readonly description: unknown;
  readonly memory: unknown;
  readonly before: readonly unknown[];
  readonly destination: unknown;
  readonly save: VectorSave;
  readonly loads: readonly VectorLoad[];
}

/** A file of vectors. */
export interface VectorFile {
  readonly format: typeof FORMAT;
  readonly dialect: string;
  readonly abi: string;
  readonly group: string;
  readonly vectors: readonly Vector[];
}
