import { plural } from '../plural.ts';
import type { StructShape } from './struct-shape.ts';

/**
 * A value of a member.
 * - scalar, checked: a number (bool: 0 or 1), a bigint for the 64-bit types (cpudouble: its bits)
 * - buffer and vbuffer: its bytes
 * - bitmap: 8 bytes for each 64 bits begun, each 8 a big-endian word, the first holding bits 0 to 63
 * - unused, validate: null
 * - struct, tmp: one value per member, in the order of the shape, then one struct value per subsection
 * - list: an array with one struct value per element
 * - timer: a bigint
 * - tree: an array with one pair per node, in the order of the keys (tree-order.ts), `[key, value]`: two struct values, or a bigint (below 2^64) and one
 * - bytearray: its bytes; in the values after a load whose stream ended within
 *   them: `[length, the bytes that came]`
 * - any count but `one`: an array with one value per element
 * - an element behind a NULL slot: null
 * - in the values after a load, a value that the load did not write: UNTOUCHED
 *
 * @since 0.1.0
 */
export type Value = number | bigint | Uint8Array | null | Value[] | Untouched;

/**
 * The values of one struct: one per member, then one struct value per subsection, needed or not.
 *
 * @since 0.1.0
 */
export type StructValue = Value[];

/**
 * What a device means: its shape and its values.
 *
 * @since 0.1.0
 */
export interface Model {
  readonly shape: StructShape;
  readonly values: StructValue;
}

/**
 * The type of {@link UNTOUCHED}.
 *
 * @since 0.1.0
 */
export interface Untouched {
  readonly kind: 'untouched';
}

/**
 * In the values after a load: a value that the load did not write, so that the destination
 * keeps its own.
 *
 * @since 0.1.0
 */
export const UNTOUCHED: Untouched = { kind: 'untouched' };

/**
 * How long vbuffers (in bytes, each element by itself) and bitmaps (in bits) were when a load came to
 * them, by their bytes in the values. The sibling that said so can have another value since.
 *
 * @since 0.1.0
 */
export type Lengths = ReadonlyMap<Uint8Array, number>;

/** A value without parts in a word: `-3`, `null`, `untouched`. */
export function wordOfValue(value: Value | undefined): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value === null || value === undefined) return String(value);
  return 'length' in value ? plural(value.length, 'value') : 'untouched';
}
