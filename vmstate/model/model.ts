import type { Hooks } from '../hooks.ts';
import type { CheckedInfo, Scalar } from '../info.ts';

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
   * With a `half` the sibling has 64 bits, of which the half that comes first in
   * the host's memory is read (VMSTATE_VBUFFER_UINT64, since 11.0).
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
   * Bits, as many as the sibling member `sizedBy` says, read as a signed
   * 32-bit integer. Always single and behind a pointer.
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
   * A GTree: key-value pairs, which a load allocates and adds behind those that
   * are there. `key` null: keys are integers as long as a pointer. Both structs
   * are saved at their own versions and loaded at that of the member. Always
   * single and embedded.
   */
  | { readonly kind: 'tree'; readonly key: StructShape | null; readonly value: StructShape }
  /** A GByteArray (since 11.0): raw bytes that know their length, which a load changes. Always single and embedded. */
  | { readonly kind: 'bytearray' }
  /** No state at all, only a `test` that must hold (VMSTATE_VALIDATE). Always single and embedded. */
  | { readonly kind: 'validate' };

/** Of a 64-bit number: the low one comes first on a little-endian host, the high one on a big-endian host. */
export type Half = 'low' | 'high';

/**
 * Whether a field exists, instead of its version: when the sibling member `by`
 * (one byte, single, embedded) is not 0, or in versions from `from` on.
 */
export type Test =
  { readonly kind: 'sibling'; readonly by: number } | { readonly kind: 'version'; readonly from: number };

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
  /** Decides alone whether the field exists; absent: `version` does. */
  readonly test?: Test | undefined;
  /** A load without the field is refused (VMS_MUST_EXIST); absent: false. */
  readonly mustExist?: boolean | undefined;
}

/**
 * A named part of a struct that is sent behind its members, or not: when the
 * struct's member `needed` (one byte, single, embedded) is not 0; absent:
 * always. Its members are the struct's own in memory.
 */
export interface Subsection {
  readonly struct: StructShape;
  readonly needed?: number | undefined;
}

/** What a device's struct is: an abstract typed tree without offsets, flags or addresses. */
export interface StructShape {
  readonly name: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly members: readonly Member[];
  readonly subsections?: readonly Subsection[] | undefined;
  readonly hooks?: Hooks | undefined;
}

/**
 * A value of a member.
 * - scalar, checked: a number (bool: 0 or 1), a bigint for the 64-bit types (cpudouble: its bits)
 * - buffer and vbuffer: its bytes
 * - bitmap: 8 bytes for each 64 bits begun, each 8 a big-endian word, the first holding bits 0 to 63
 * - unused, validate: null
 * - struct, tmp: one value per member, in the order of the shape, then one struct value per subsection
 * - list: an array with one struct value per element
 * - timer: a bigint
 * - tree: an array with one pair per node, `[key, value]`: two struct values, or a bigint (below 2^64) and one
 * - bytearray: its bytes; in the values after a load whose stream ended within
 *   them: `[length, the bytes that came]`
 * - any count but `one`: an array with one value per element
 * - an element behind a NULL slot: null
 */
export type Value = number | bigint | Uint8Array | null | Value[];

/** The values of one struct: one per member, then one struct value per subsection, needed or not. */
export type StructValue = Value[];

/** What a device means: its shape and its values. */
export interface Model {
  readonly shape: StructShape;
  readonly values: StructValue;
}

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

/** The structs in a member's value, in the order of the wire; elements behind NULL slots are none. */
export function* structsIn(member: Member, value: Value | undefined): Generator<readonly [StructShape, StructValue]> {
  const { element } = member;
  if (!Array.isArray(value)) return;
  if (element.kind === 'tree') {
    for (const node of value) yield* structsOfNode(element, node);
    return;
  }
  const struct = structOf(element);
  if (struct === null) return;
  for (const each of isArray(member) || element.kind === 'list' ? value : [value])
    if (Array.isArray(each)) yield [struct, each];
}

function* structsOfNode({ key, value }: Tree, node: Value): Generator<readonly [StructShape, StructValue]> {
  if (!Array.isArray(node)) return;
  const [first, second] = node;
  if (key !== null && Array.isArray(first)) yield [key, first];
  if (Array.isArray(second)) yield [value, second];
}

export type Tree = Extract<Element, { kind: 'tree' }>;

/** Whether a member's value is an array of elements, or of whatever else comes one after the other. */
export function hasMany({ count, element }: Member): boolean {
  return count.kind !== 'one' || element.kind === 'list' || element.kind === 'tree';
}

/** What a 32-bit load of a 64-bit number finds. */
export function halfOf(wide: bigint, half: Half): number {
  return Number(BigInt.asIntN(32, half === 'low' ? wide : wide >> 32n));
}

/** True when a field's value is an array with one entry per element. */
export function isArray(member: Member): boolean {
  return member.count.kind !== 'one';
}

/**
 * What a load did not touch: stands in the values after a load where the
 * destination keeps its bytes, whatever they are.
 */
export const UNTOUCHED: Value[] = [];

/** Whether a description of this version carries a member without a test (VMS-EXIST-1). */
export function isCarried(member: Member, version: number): boolean {
  return member.migrated && member.version <= version;
}

/** Whether a field describes the member and exists in this version, by the struct's values (VMS-EXIST-1, VMS-EXIST-2). */
export function isPresent(member: Member, version: number, values: readonly Value[]): boolean {
  const { test } = member;
  if (test === undefined) return isCarried(member, version);
  if (!member.migrated) return false;
  return test.kind === 'version' ? version >= test.from : isTrue(values[test.by]);
}

/** Whether a save sends the subsection, by the values of the struct that has it. */
export function isNeeded({ needed }: Subsection, values: readonly Value[]): boolean {
  return needed === undefined || isTrue(values[needed]);
}

function isTrue(value: Value | undefined): boolean {
  return typeof value === 'number' && value !== 0;
}
