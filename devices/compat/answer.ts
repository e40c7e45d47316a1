import type { Cause } from '../../oracle/load/decode.ts';

export type { Cause };

/** Which way a stream goes: saved by the old and loaded by the new, or the reverse. */
export type Direction = 'forward' | 'backward';

/** A run of bytes and what owns it on one side. */
export interface Owner {
  readonly start: number;
  readonly length: number;
  /** As in `regs[2].ctrl`; empty behind the last field, where the section's footer is. */
  readonly path: string;
  readonly type: string;
  readonly value: string;
}

/** Where the two sides part: the field that a save wrote there, and the one that the load reads from there. */
export interface Parting {
  readonly offset: number;
  /** Null: the save wrote no more. */
  readonly source: Owner | null;
  /** Null: the load reads no more. */
  readonly destination: Owner | null;
}

/** What one state does in one direction. */
export type WitnessOutcome =
  | { readonly kind: 'same' }
  /** A check of the load ends it before anything was misread. */
  | { readonly kind: 'refused'; readonly check: Cause; readonly at: string; readonly why: string }
  /** `bytes`: how many more (or, below 0, fewer) the destination reads than there are. */
  | { readonly kind: 'shifted'; readonly parting: Parting; readonly bytes: number }
  /** Every byte is read, but as something else. */
  | { readonly kind: 'reinterpreted'; readonly partings: readonly Parting[] }
  | { readonly kind: 'unknown'; readonly why: string };

export type Break = Exclude<WitnessOutcome, { kind: 'same' }>;

/** A state that shows a break, the stream that carries it, and whose bytes they are. */
export interface Witness {
  readonly outcome: Break;
  /** What was chosen for tests, counts and subsections: one line each. */
  readonly state: readonly string[];
  /** The section without header, its footer behind it. */
  readonly stream: string;
  readonly source: readonly Owner[];
  readonly destination: readonly Owner[];
}

/** What must hold for a direction to work, shown by a state in which it does not. */
export type Condition = { readonly witness: Witness } & (
  | { readonly kind: 'subsection'; readonly name: string }
  /** A function that the other side does not have must answer so. */
  | { readonly kind: 'test'; readonly side: 'old' | 'new'; readonly fields: readonly string[]; readonly holds: boolean }
  /** A check of the load must let the value pass. */
  | { readonly kind: 'check'; readonly check: Cause; readonly field: string }
);

/**
 * What both sides have and is taken to be alike on both, because they run the
 * same machine with the same properties: a test, a count that is not sent, a
 * value that the load compares with its own.
 */
export interface EqualityAssumption {
  readonly what: 'test' | 'count' | 'value';
  readonly fields: readonly string[];
}

/** The answer for one device and direction. */
export type Answer =
  | { readonly kind: 'compatible'; readonly alike: readonly EqualityAssumption[]; readonly proof: Proof }
  | {
      readonly kind: 'conditional';
      readonly conditions: readonly Condition[];
      readonly alike: readonly EqualityAssumption[];
      readonly proof: Proof;
    }
  | { readonly kind: 'refused' | 'shifted' | 'reinterpreted'; readonly witness: Witness }
  | { readonly kind: 'unknown'; readonly why: string };

/** Why there is no witness: none can be, or none was found among so many. */
export type Proof = { readonly kind: 'equal grammars' } | { readonly kind: 'states'; readonly states: number };
