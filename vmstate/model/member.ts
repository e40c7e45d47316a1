import type { Element } from './element.ts';

/**
 * The member type that a `VMS_VARRAY_*` flag reads its count from; since 11.2 VMS_VARRAY reads any, a uint64 too.
 *
 * @since 0.1.0
 */
export type CountType = 'int32' | 'uint8' | 'uint16' | 'uint32' | 'uint64';

/**
 * Whether a field exists, instead of its version: when the sibling member `by`
 * (one byte, single, embedded) is not 0, or in versions from `from` on.
 *
 * @since 0.1.0
 */
export type Test =
  { readonly kind: 'sibling'; readonly by: number } | { readonly kind: 'version'; readonly from: number };

/**
 * How many elements a field has.
 *
 * @since 0.1.0
 */
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
 *
 * @since 0.1.0
 */
export type Storage = 'embedded' | 'pointer' | 'allocated';

/**
 * Whether each element is reached through a pointer of its own: no; yes and
 * it may be NULL (VMS_ARRAY_OF_POINTER); yes and a load allocates it
 * (VMS_ARRAY_OF_POINTER_AUTO_ALLOC).
 *
 * @since 0.1.0
 */
export type Slots = 'none' | 'nullable' | 'allocated';

/**
 * One member of a struct. Members stand in the order in which fields are described.
 *
 * @since 0.1.0
 */
export interface Member {
  readonly name: string;
  /** The first version that carries the field. */
  readonly version: number;
  /** False: the member exists, but no field describes it (a count that is not sent). */
  readonly migrated: boolean;
  readonly element: Element;
  readonly count: Count;
  readonly storage: Storage;
  readonly slots: Slots;
  /** Decides alone whether the field exists; absent: `version` does. */
  readonly test?: Test | undefined;
  /** A load without the field is refused (VMS_MUST_EXIST); absent: false. */
  readonly mustExist?: boolean | undefined;
  /**
   * Of a number in a temporary object: the index of the member of the parent struct that it is a copy of. It
   * gets that member's value before the object is saved or loaded, and hands its own back after a load.
   */
  readonly copyOf?: number | undefined;
}

/** Whether a member's value is an array of elements, or of whatever else comes one after the other. */
export function hasMany({ count, element }: Member): boolean {
  return count.kind !== 'one' || element.kind === 'list' || element.kind === 'tree';
}

/** True when a field's value is an array with one entry per element. */
export function isArray(member: Member): boolean {
  return member.count.kind !== 'one';
}
