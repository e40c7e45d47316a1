import { traitsOf, type Dialect } from './dialect.ts';

/**
 * The plain values that a device keeps in memory, by QEMU's `VMStateInfo` name.
 * `cpudouble` is a C double by its 64 bits.
 */
export const scalars = [
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'cpudouble',
] as const;

/**
 * The name of a scalar type.
 *
 * @since 0.1.0
 */
export type Scalar = (typeof scalars)[number];

/**
 * The integers that a load compares with what the destination holds: the
 * `equal` types must match it; `int32_le` must lie from 0 to it, and is stored.
 */
export const checkedInfos = [
  'uint8_equal',
  'uint16_equal',
  'int32_equal',
  'uint32_equal',
  'uint64_equal',
  'int32_le',
] as const;

/**
 * The name of a type that a load compares with the destination.
 *
 * @since 0.1.0
 */
export type CheckedInfo = (typeof checkedInfos)[number];

/** The plain type with the same bytes as a checked integer. */
export function checkedType(info: CheckedInfo): Scalar {
  switch (info) {
    case 'uint8_equal':
      return 'uint8';
    case 'uint16_equal':
      return 'uint16';
    case 'uint32_equal':
      return 'uint32';
    case 'uint64_equal':
      return 'uint64';
    case 'int32_equal':
    case 'int32_le':
      return 'int32';
  }
}

/** Infos that handle more than one plain value: they have a `size_offset`, a `vmsd`, a `start`, or memory of their own. */
const otherInfos = [
  'buffer',
  'unused_buffer',
  'bitmap',
  'tmp',
  'qtailq',
  'qlist',
  'timer',
  'gtree',
  'g_byte_array',
  'failing',
] as const;

/**
 * Every `VMStateInfo` the suite knows (migration/vmstate-types.c; timer: savevm.c).
 * `failing` is no release's: it stands for the infos that devices define with a
 * `get` and a `put`, whose results say more than 0.
 *
 * @since 0.1.0
 */
export type Info = Scalar | CheckedInfo | (typeof otherInfos)[number];

export const infos: readonly Info[] = [...scalars, ...checkedInfos, ...otherInfos];

/** Those of a release. */
export function infosOf(dialect: Dialect): readonly Info[] {
  return traitsOf(dialect).byteArrays ? infos : infos.filter((info) => info !== 'g_byte_array');
}

/** What the functions of a device's own info return: C ints. */
export interface InfoResults {
  readonly get: number;
  readonly put: number;
}

/** Whether the info is in QEMU's own files; the others a device defines. */
export function isOfQemu(info: Info): boolean {
  return info !== 'failing';
}

/** Infos that devices can have and the suite cannot drive. */
export const undriven: ReadonlyMap<string, string> = new Map([
  ['fd', 'a file descriptor is passed outside the stream, through a socket that both ends share (since 10.0)'],
]);

/** Those of a release. */
export function undrivenOf(dialect: Dialect): readonly string[] {
  return traitsOf(dialect).descriptors ? ['fd'] : [];
}

/** Bytes that an integer can have. */
export const widths = [1, 2, 4, 8] as const;
export type Width = (typeof widths)[number];

/** Bytes of one value, in memory and on the wire alike. */
export function widthOf(scalar: Scalar): Width {
  // Called for every value: a switch compares addresses, a table would look up the name.
  switch (scalar) {
    case 'bool':
    case 'int8':
    case 'uint8':
      return 1;
    case 'int16':
    case 'uint16':
      return 2;
    case 'int32':
    case 'uint32':
      return 4;
    case 'int64':
    case 'uint64':
    case 'cpudouble':
      return 8;
  }
}

/** A 64-bit count as a number: rounded down where it is too large to matter how large, so that none becomes 2^64. */
export function notAbove(wide: bigint): number {
  return Number(wide > Number.MAX_SAFE_INTEGER ? wide & ~0x7ffn : wide);
}

export function isScalar(info: string): info is Scalar {
  return (scalars as readonly string[]).includes(info);
}

export function isChecked(info: string): info is CheckedInfo {
  return (checkedInfos as readonly string[]).includes(info);
}

/** The 64-bit types: their values are bigints. */
export function isWide(scalar: Scalar): boolean {
  return scalar === 'uint64' || scalar === 'int64' || scalar === 'cpudouble';
}

export function isInfo(text: string): text is Info {
  return (infos as readonly string[]).includes(text);
}
