import { checkedType, type CheckedInfo, type InfoResults, type Scalar } from '../info.ts';
import type { StructShape } from './struct-shape.ts';

/**
 * What one element of a field is.
 *
 * @since 0.1.0
 */
export type Element =
  | { readonly kind: 'scalar'; readonly type: Scalar }
  /** Raw bytes of a fixed length; behind slots as many as a pointer of the host has. */
  | { readonly kind: 'buffer'; readonly size: number }
  /**
   * Raw bytes whose length a sibling member holds: `sizedBy` is the index of
   * that member in the same struct, read as a signed 32-bit integer (since 11.2
   * as the unsigned one that it is), times
   * `multiply` (1: VMS_VBUFFER alone, otherwise VMS_MULTIPLY; null: no VMS_MULTIPLY).
   * With a `half` the sibling has 64 bits, of which the half that comes first in
   * the host's memory is read (VMSTATE_VBUFFER_UINT64, 11.0 and 11.1).
   */
  | {
      readonly kind: 'vbuffer';
      readonly sizedBy: number;
      readonly multiply: number | null;
      readonly half?: Half | undefined;
    }
  /** Bytes on the wire that no member holds: zeros when saved, ignored when loaded. */
  | { readonly kind: 'unused'; readonly size: number }
  /** With a `version`: saved and loaded at that one (VMS_VSTRUCT), not at the struct's own. */
  | { readonly kind: 'struct'; readonly struct: StructShape; readonly version?: number | undefined }
  /** An integer that a load compares with the destination's. */
  | { readonly kind: 'checked'; readonly info: CheckedInfo }
  /**
   * Bits, as many as the sibling member `sizedBy` says, read as the size of
   * a vbuffer. Always single and behind a pointer.
   */
  | { readonly kind: 'bitmap'; readonly sizedBy: number }
  /**
   * A linked list, whose elements a load allocates and appends. Elements are
   * saved at the struct's own version and loaded at that of the member. Always
   * single and embedded.
   */
  | { readonly kind: 'list'; readonly list: 'qtailq' | 'qlist'; readonly struct: StructShape }
  /**
   * A struct that exists only while it is saved or loaded (VMSTATE_WITH_TMP);
   * the device keeps its members elsewhere. Saved at the struct's own version,
   * loaded at that of the member. Always single and embedded.
   */
  | { readonly kind: 'tmp'; readonly struct: StructShape }
  /** When a QEMUTimer expires, in nanoseconds; -1: it is not pending. A load finds it initialised: it never allocates one. */
  | { readonly kind: 'timer' }
  /**
   * A GTree: key-value pairs, in the order of their keys, each of which is there
   * once (tree-order.ts). A load adds to those that are there; a key that is
   * there already keeps its place and gets the new value. `key` null: keys are integers as long as a pointer. Both structs
   * are saved at their own versions and loaded at that of the member. Always
   * single and embedded.
   */
  | { readonly kind: 'tree'; readonly key: StructShape | null; readonly value: StructShape }
  /** A GByteArray (since 11.1): raw bytes that know their length, which a load changes. Always single and embedded. */
  | { readonly kind: 'bytearray' }
  /**
   * A byte, whose info is the device's own: its functions read and write it, and
   * then return these results. A load never allocates it.
   */
  | { readonly kind: 'failing'; readonly results: InfoResults }
  /** No state at all, only a `test` that must hold (VMSTATE_VALIDATE). Always single and embedded. */
  | { readonly kind: 'validate' };

/**
 * Of a 64-bit number: the low one comes first on a little-endian host, the high one on a big-endian host.
 *
 * @since 0.1.0
 */
export type Half = 'low' | 'high';

export type Tree = Extract<Element, { kind: 'tree' }>;

/** The struct that an element is or is made of; null for all others, and for a tree, which has two. */
export function structOf(element: Element): StructShape | null {
  return element.kind === 'struct' || element.kind === 'list' || element.kind === 'tmp' ? element.struct : null;
}

/** The same with those of a tree, its key's first. */
export function structsOf(element: Element): readonly StructShape[] {
  if (element.kind === 'tree') return element.key === null ? [element.value] : [element.key, element.value];
  const struct = structOf(element);
  return struct === null ? [] : [struct];
}

/** What an element is, in one word: the type of a number, the info of a checked one, else its kind. */
export type TypeWord = Scalar | CheckedInfo | Exclude<Element['kind'], 'scalar' | 'checked'>;

export function typeWord(element: Element): TypeWord {
  switch (element.kind) {
    case 'scalar':
      return element.type;
    case 'checked':
      return element.info;
    default:
      return element.kind;
  }
}

/** The type of the number that an element is in memory, compared by a load or not; null for all others. */
export function numberType(element: Element): Scalar | null {
  if (element.kind === 'checked') return checkedType(element.info);
  return element.kind === 'scalar' ? element.type : null;
}

/** What a 32-bit load of a 64-bit number finds. */
export function halfOf(wide: bigint, half: Half): number {
  return Number(BigInt.asIntN(32, half === 'low' ? wide : wide >> 32n));
}
