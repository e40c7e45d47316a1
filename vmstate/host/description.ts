import type { Hooks } from '../hooks.ts';
import type { Info, InfoResults, Width } from '../info.ts';

/**
 * One `VMStateField`, in host terms. The member names are QEMU's own
 * (include/migration/vmstate.h, struct VMStateField); `flags` is a word of
 * `VMS`. Offsets and sizes are in bytes of the host's memory.
 *
 * @since 0.1.0
 */
export interface VMStateField {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly num: number;
  readonly num_offset: number;
  readonly size_offset: number;
  /** How wide the member at `num_offset` is, in bytes: 1, 2, 4 or 8; absent: as the flag says. QEMU has it since 11.1.3. */
  readonly num_width?: Width | undefined;
  /** The same of `size_offset`; absent: 4. */
  readonly size_width?: Width | undefined;
  readonly flags: number;
  readonly version_id: number;
  /** What handles an element; null when `vmsd` alone does, or nothing. */
  readonly info: Info | null;
  readonly vmsd: VMStateDescription | null;
  /** Of `failing`: what its functions return when they are done; absent: 0 each. */
  readonly results?: InfoResults | undefined;
  /** Decides alone whether the field exists; absent: `version_id` does. */
  readonly field_exists?: FieldExists | undefined;
  /** VMS_VSTRUCT: the version at which the struct is saved and loaded; absent: 0. */
  readonly struct_version_id?: number | undefined;
  /** Lists: where in an element its link lies. A gtree: the size of a key, 0 for a direct one. Absent: 0. */
  readonly start?: number | undefined;
  /** Of a gtree: what describes its keys, while `vmsd` describes its values; absent: they are direct. QEMU has it as `vmsd[1]`. */
  readonly key_vmsd?: VMStateDescription | undefined;
}

/**
 * What a `field_exists` function answers: whether the byte at `opaque + offset` is not 0, or whether the version is at least `from`.
 *
 * @since 0.1.0
 */
export type FieldExists =
  { readonly kind: 'byte'; readonly offset: number } | { readonly kind: 'version'; readonly from: number };

/**
 * What connects the object of a `tmp` field with its parent. The object starts
 * with a pointer to the parent, which the engine sets. Its `pre_save` and its
 * `pre_load` copy `length` bytes at `parent` in the parent to `tmp` in the
 * object, its `post_load` copies them back, and so do their errp variants;
 * then each returns what `hooks` says (0 where it says nothing).
 *
 * @since 0.1.0
 */
export interface TmpCopy {
  readonly parent: number;
  readonly tmp: number;
  readonly length: number;
  /** Further ranges that the same hooks copy after that one, in this order; absent: none. */
  readonly copies?: readonly CopiedRange[] | undefined;
}

/**
 * `length` bytes at `parent` in the parent of a temporary object, and at `tmp` in the object.
 *
 * @since 0.1.0
 */
export interface CopiedRange {
  readonly parent: number;
  readonly tmp: number;
  readonly length: number;
}

/**
 * A `VMStateDescription`. The terminator (`VMS_END`) is implied, not listed.
 *
 * @since 0.1.0
 */
export interface VMStateDescription {
  readonly name: string;
  readonly version_id: number;
  readonly minimum_version_id: number;
  readonly fields: readonly VMStateField[];
  readonly hooks?: Hooks | undefined;
  /** They describe the same object. */
  readonly subsections?: readonly VMStateDescription[] | undefined;
  /** Of a subsection: the offset in `opaque` of the byte that says whether it is needed; absent: always. */
  readonly needed?: number | undefined;
  /** Of the description of a `tmp` field; `pre_save`, `pre_load` and `post_load` exist then, whatever `hooks` says. */
  readonly tmp?: TmpCopy | undefined;
}
