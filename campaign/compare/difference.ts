import type { EvidenceSpan } from '../../spec/violation.ts';

/** What two engines are compared in, in the order of a case. */
export const aspects = [
  'save/status',
  'save/code',
  'save/wire',
  'save/sizes',
  'load/status',
  'load/code',
  'load/consumed',
  'load/stream-error',
  'load/memory',
  'load/values',
] as const;

export type Aspect = (typeof aspects)[number];

/** What one case shows of two engines that are not alike: side `a` and side `b`. */
export type Difference =
  /** They answered in different ways; `text` has the engine's own words, which are never compared. */
  | { readonly kind: 'answer'; readonly a: DivergentAnswer; readonly b: DivergentAnswer }
  /** One number against another; `path` is the field it belongs to, or empty. */
  | { readonly kind: 'number'; readonly what: string; readonly path: string; readonly a: number; readonly b: number }
  /** Null spans: the oracle writes other bytes than `a`, so the owners of the bytes are unknown. */
  | {
      readonly kind: 'bytes';
      readonly a: Uint8Array;
      readonly b: Uint8Array;
      readonly spans: readonly EvidenceSpan[] | null;
    }
  | { readonly kind: 'memory'; readonly allocated: Allocated | null; readonly ranges: readonly MemoryRange[] };

export interface DivergentAnswer {
  readonly status: string;
  readonly text: string;
}

/** Sizes of the blocks that the load allocated on each side. */
export interface Allocated {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface MemoryRange {
  readonly block: number;
  readonly offset: number;
  /** The member that owns these bytes; null where no field describes them or the oracle cannot tell. */
  readonly path: string | null;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** Called for every aspect in which a case can be compared; null: no difference. */
export type Tell = (aspect: Aspect, difference: Difference | null) => void;
