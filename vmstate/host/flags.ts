import { traitsOf, type Dialect } from '../dialect.ts';

/**
 * The flags of a `VMStateField` (include/migration/vmstate.h, enum
 * VMStateFlags). A word of these is a dialect-neutral bit set: the bits equal
 * QEMU's except where releases contradict each other (0x10000 ends a list in
 * 10.2 and is AUTO_ALLOC in 11.1; VARRAY and NO_STATE have no number of a
 * release yet). `flagValue` gives a release's own number.
 *
 * @since 0.1.0
 */
export const VMS = {
  SINGLE: 0x0001,
  POINTER: 0x0002,
  ARRAY: 0x0004,
  STRUCT: 0x0008,
  VARRAY_INT32: 0x0010,
  BUFFER: 0x0020,
  ARRAY_OF_POINTER: 0x0040,
  VARRAY_UINT16: 0x0080,
  VBUFFER: 0x0100,
  MULTIPLY: 0x0200,
  VARRAY_UINT8: 0x0400,
  VARRAY_UINT32: 0x0800,
  MUST_EXIST: 0x1000,
  ALLOC: 0x2000,
  MULTIPLY_ELEMENTS: 0x4000,
  VSTRUCT: 0x8000,
  ARRAY_OF_POINTER_AUTO_ALLOC: 0x10000,
  END: 0x20000,
  VARRAY: 0x40000,
  NO_STATE: 0x80000,
} as const;

/** A count that a member holds. */
export const VARRAYS: number = VMS.VARRAY | VMS.VARRAY_INT32 | VMS.VARRAY_UINT32 | VMS.VARRAY_UINT16 | VMS.VARRAY_UINT8;

/**
 * The name of a flag without `VMS_`.
 *
 * @since 0.1.0
 */
export type FlagKey = keyof typeof VMS;
/**
 * The name of a flag, as in QEMU's enum.
 *
 * @since 0.1.0
 */
export type FlagName = `VMS_${FlagKey}`;

const keys = Object.keys(VMS).filter((key): key is FlagKey => key in VMS);

export const flagNames: readonly FlagName[] = keys.map((key): FlagName => `VMS_${key}`);

const bitOf: ReadonlyMap<string, number> = new Map(keys.map((key) => [`VMS_${key}`, VMS[key]]));

export function isFlagName(text: string): text is FlagName {
  return bitOf.has(text);
}

/**
 * The names of the flags that are set in a flag word, in the order of QEMU's enum.
 *
 * @example
 * ```ts
 * namesOfFlags(VMS.ARRAY | VMS.POINTER); // ['VMS_ARRAY', 'VMS_POINTER']
 * ```
 * @since 0.1.0
 */
export function namesOfFlags(flags: number): FlagName[] {
  return flagNames.filter((name) => (flags & (bitOf.get(name) ?? 0)) !== 0);
}

/**
 * The flag word of a list of names; `undefined` if a name is unknown.
 *
 * @example
 * ```ts
 * flagsFromNames(['VMS_ARRAY', 'VMS_POINTER']) === (VMS.ARRAY | VMS.POINTER); // true
 * ```
 * @since 0.1.0
 */
export function flagsFromNames(names: readonly string[]): number | undefined {
  let flags = 0;
  for (const name of names) {
    const bit = bitOf.get(name);
    if (bit === undefined) return undefined;
    flags |= bit;
  }
  return flags;
}

/**
 * The number of a flag in the enum of a release, or `undefined` if the release does not have
 * it. The words of this package use {@link VMS}, which is the same for all releases.
 *
 * @example
 * ```ts
 * flagValue('qemu-10.2', 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC'); // undefined
 * ```
 * @since 0.1.0
 */
export function flagValue(dialect: Dialect, name: FlagName): number | undefined {
  const { autoAlloc, multiplyElements, ownWidths } = traitsOf(dialect);
  switch (name) {
    case 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC':
      return autoAlloc ? 0x10000 : undefined;
    case 'VMS_END':
      return dialect === 'qemu-7.2' ? undefined : autoAlloc ? 0x20000 : 0x10000;
    case 'VMS_MULTIPLY_ELEMENTS':
      return multiplyElements ? 0x4000 : undefined;
    case 'VMS_VARRAY':
    case 'VMS_NO_STATE':
      return ownWidths ? bitOf.get(name) : undefined;
    case 'VMS_VARRAY_INT32':
    case 'VMS_VARRAY_UINT8':
    case 'VMS_VARRAY_UINT16':
    case 'VMS_VARRAY_UINT32':
      return ownWidths ? undefined : bitOf.get(name);
    default:
      return bitOf.get(name);
  }
}
