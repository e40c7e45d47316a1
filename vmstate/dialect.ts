/**
 * Whose behaviour is the standard. Each is that of QEMU releases that can be
 * built and asked: 7.2 to 8.1 are alike, 8.2 to 9.1 (9.2 but for
 * failing saves), 10.0.13 and later point
 * releases of 10.0, 10.2 and 11.0, and 11.1. 11.2 is that of QEMU's development tree
 * as it is described. docs/releases.md has the table.
 *
 * @since 0.1.0
 */
export const dialects = ['qemu-7.2', 'qemu-8.2', 'qemu-10.0', 'qemu-10.2', 'qemu-11.1', 'qemu-11.2'] as const;

/**
 * The name of a dialect: the release whose behaviour is the standard.
 *
 * @since 0.1.0
 */
export type Dialect = (typeof dialects)[number];

/** What separates the dialects, by name, so that no code compares version strings. */
export interface DialectTraits {
  /** `VMS_MULTIPLY_ELEMENTS` exists (removed in 11.1). */
  readonly multiplyElements: boolean;
  /** `VMS_ARRAY_OF_POINTER_AUTO_ALLOC` exists (since 11.1). */
  readonly autoAlloc: boolean;
  /**
   * The distance between two slots of an array of pointers is always the
   * host's pointer size, and `.size` of a plain one must be 0 (since 11.1).
   * Before, the distance is `.size`, by macro convention `sizeof(type *)`.
   */
  readonly pointerStride: boolean;
  /** A refused subsection becomes the stream's error at its own level (since 8.2). */
  readonly subsectionError: boolean;
  /** `pre_save_errp`, `pre_load_errp` and `post_load_errp` exist (since 10.2). */
  readonly errpHooks: boolean;
  /** `vmstate_info_g_byte_array` exists (since 11.1). */
  readonly byteArrays: boolean;
  /** `vmstate_info_fd` exists (since 10.0). */
  readonly descriptors: boolean;
  /** A macro takes the size of a VMS_VBUFFER from a 64-bit member, of which 32 bits are read (11.1; 11.2 reads all of them). */
  readonly wideSizes: boolean;
  /** Counts and sizes are C ints, whatever their members are: they can be below zero, and products wrap (up to 11.1). */
  readonly intCounts: boolean;
  /**
   * Counts and sizes are unsigned integers of their members' own widths, and a
   * product or an allocation that cannot be is refused. One flag, VMS_VARRAY,
   * stands for counts of all widths; VMS_NO_STATE is that of a validation (since 11.2).
   */
  readonly ownWidths: boolean;
}

const traits: Readonly<Record<Dialect, DialectTraits>> = {
  'qemu-7.2': {
    multiplyElements: true,
    autoAlloc: false,
    pointerStride: false,
    subsectionError: false,
    errpHooks: false,
    byteArrays: false,
    descriptors: false,
    wideSizes: false,
    intCounts: true,
    ownWidths: false,
  },
  'qemu-8.2': {
    multiplyElements: true,
    autoAlloc: false,
    pointerStride: false,
    subsectionError: true,
    errpHooks: false,
    byteArrays: false,
    descriptors: false,
    wideSizes: false,
    intCounts: true,
    ownWidths: false,
  },
  'qemu-10.0': {
    multiplyElements: true,
    autoAlloc: false,
    pointerStride: false,
    subsectionError: true,
    errpHooks: false,
    byteArrays: false,
    descriptors: true,
    wideSizes: false,
    intCounts: true,
    ownWidths: false,
  },
  'qemu-10.2': {
    multiplyElements: true,
    autoAlloc: false,
    pointerStride: false,
    subsectionError: true,
    errpHooks: true,
    byteArrays: false,
    descriptors: true,
    wideSizes: false,
    intCounts: true,
    ownWidths: false,
  },
  'qemu-11.1': {
    multiplyElements: false,
    autoAlloc: true,
    pointerStride: true,
    subsectionError: true,
    errpHooks: true,
    byteArrays: true,
    descriptors: true,
    wideSizes: true,
    intCounts: true,
    ownWidths: false,
  },
  'qemu-11.2': {
    multiplyElements: false,
    autoAlloc: true,
    pointerStride: true,
    subsectionError: true,
    errpHooks: true,
    byteArrays: true,
    descriptors: true,
    wideSizes: false,
    intCounts: false,
    ownWidths: true,
  },
};

export function traitsOf(dialect: Dialect): DialectTraits {
  return traits[dialect];
}

/**
 * True for the name of a dialect.
 *
 * @example
 * ```ts
 * if (isDialect(text)) fc.assert(fc.property(cases({ dialect: text }), holds));
 * ```
 * @since 0.1.0
 */
export function isDialect(text: string): text is Dialect {
  return (dialects as readonly string[]).includes(text);
}
