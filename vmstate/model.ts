import type { Scalar } from './info.ts';

/** The member type that a `VMS_VARRAY_*` flag reads its count from. */
export type CountType = 'int32' | 'uint8' | 'uint16' | 'uint32';

/** What one element of a field is. */
export type Element =
  | { readonly kind: 'scalar'; readonly type: Scalar }
  /** Raw bytes of a fixed length. */
  | { readonly kind: 'buffer'; readonly size: number }
  /**
   * Raw bytes whose length a sibling member holds: `sizedBy` is the index of
   * that member in the same struct, read as a signed 32-bit integer, times
   * `multiply` (1: VMS_VBUFFER alone, otherwise VMS_MULTIPLY; null: no VMS_MULTIPLY).
   */
  | { readonly kind: 'vbuffer'; readonly sizedBy: number; readonly multiply: number | null }
  /** Bytes on the wire that no member holds: zeros when saved, ignored when loaded. */
  | { readonly kind: 'unused'; readonly size: number }
  | { readonly kind: 'struct'; readonly struct: StructShape };

/** How many elements a field has. */
export type Count =
  | { readonly kind: 'one' }
  | { readonly kind: 'fixed'; readonly n: number }
  /**
   * As many as a sibling member says. `by` is the member's index in the same
   * struct, `type` the type the count is read as, `multiply` the factor of
   * VMS_MULTIPLY_ELEMENTS or null without it.
   */
  | {
      readonly kind: 'counted';
      readonly by: number;
      readonly type: CountType;
      readonly multiply: number | null;
    };

/**
 * Where a field's elements live: in the struct itself, behind a pointer to
 * memory that the device owns already, or behind a pointer that a load
 * allocates (VMS_ALLOC).
 */
export type Storage = 'embedded' | 'pointer' | 'allocated';

/**
 * Whether each element is reached through a pointer of its own: no; yes and
 * it may be NULL (VMS_ARRAY_OF_POINTER); yes and a load allocates it
 * (VMS_ARRAY_OF_POINTER_AUTO_ALLOC).
 */
export type Slots = 'none' | 'nullable' | 'allocated';

/** One member of a struct. Members stand in the order in which fields are described. */
export interface Member {
  readonly name: string;
  /** The first version that carries the field. */
  readonly version: number;
  /** False: the member exists, but no field describes it (a count nobody sends). */
  readonly migrated: boolean;
  readonly element: Element;
  readonly count: Count;
  readonly storage: Storage;
  readonly slots: Slots;
}

/** What a device's struct is: an abstract typed tree without offsets, flags or addresses. */
export interface StructShape {
  readonly name: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly members: readonly Member[];
}

/**
 * A value of a member.
 * - scalar: a number (bool: 0 or 1), a bigint for the 64-bit types
 * - buffer and vbuffer: its bytes
 * - unused: null
 * - struct: one value per member, in the order of the shape
 * - any count but `one`: an array with one value per element
 * - an element behind a NULL slot: null
 */
export type Value = number | bigint | Uint8Array | null | Value[];

/** The values of one struct: one per member. */
export type StructValue = Value[];

/** What a device means: its shape and its values. */
export interface Model {
  readonly shape: StructShape;
  readonly values: StructValue;
}

/** True when a field's value is an array with one entry per element. */
export function isArray(member: Member): boolean {
  return member.count.kind !== 'one';
}

/** Whether a description of this version carries the member (VMS-EXIST-1). */
export function isCarried(member: Member, version: number): boolean {
  return member.migrated && member.version <= version;
}
