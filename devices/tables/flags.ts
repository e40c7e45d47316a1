/**
 * The flags of a field as each release numbers them (enum VMStateFlags of
 * include/migration/vmstate.h). Three numbers changed their meaning; what ends
 * a list of fields tells which numbering a program has.
 */
export interface FlagNumbering {
  readonly name: string;
  /** What the terminator has as flags: VMSTATE_END_OF_LIST. */
  readonly end: number;
  readonly names: ReadonlyMap<number, string>;
}

const COMMON: readonly (readonly [number, string])[] = [
  [0x1, 'VMS_SINGLE'],
  [0x2, 'VMS_POINTER'],
  [0x4, 'VMS_ARRAY'],
  [0x8, 'VMS_STRUCT'],
  [0x10, 'VMS_VARRAY_INT32'],
  [0x20, 'VMS_BUFFER'],
  [0x40, 'VMS_ARRAY_OF_POINTER'],
  [0x80, 'VMS_VARRAY_UINT16'],
  [0x100, 'VMS_VBUFFER'],
  [0x200, 'VMS_MULTIPLY'],
  [0x400, 'VMS_VARRAY_UINT8'],
  [0x800, 'VMS_VARRAY_UINT32'],
  [0x1000, 'VMS_MUST_EXIST'],
  [0x2000, 'VMS_ALLOC'],
  [0x8000, 'VMS_VSTRUCT'],
];

const MULTIPLY_ELEMENTS = [0x4000, 'VMS_MULTIPLY_ELEMENTS'] as const;
const AUTO_ALLOC = [0x10000, 'VMS_ARRAY_OF_POINTER_AUTO_ALLOC'] as const;

export const flagNumberings: readonly FlagNumbering[] = [
  { name: '7.2', end: 0, names: new Map([...COMMON, MULTIPLY_ELEMENTS]) },
  { name: '8.0 to 11.0', end: 0x10000, names: new Map([...COMMON, MULTIPLY_ELEMENTS]) },
  { name: '11.1', end: 0x20000, names: new Map([...COMMON, AUTO_ALLOC]) },
  { name: 'later than 11.1', end: 0x40000, names: new Map([...COMMON, AUTO_ALLOC, [0x20000, 'VMS_NO_STATE']]) },
];

/** Flag words, the same in every release as far as they are read here. */
export const FLAG = {
  ARRAY: 0x4,
  STRUCT: 0x8,
  VARRAY_INT32: 0x10,
  VARRAY_UINT16: 0x80,
  VBUFFER: 0x100,
  VARRAY_UINT8: 0x400,
  VARRAY_UINT32: 0x800,
  MUST_EXIST: 0x1000,
  MULTIPLY_ELEMENTS: 0x4000,
  VSTRUCT: 0x8000,
} as const;

export const VARRAY_FLAGS: number = FLAG.VARRAY_INT32 | FLAG.VARRAY_UINT16 | FLAG.VARRAY_UINT8 | FLAG.VARRAY_UINT32;

/** The names of the flags of a word, and the bits that no release of the numbering has. */
export function namesOf(
  word: number,
  { names }: FlagNumbering,
): { readonly names: string[]; readonly unknown: number } {
  const found: string[] = [];
  let unknown = word;
  for (const [bit, name] of names) {
    if ((word & bit) === 0) continue;
    found.push(name);
    unknown &= ~bit;
  }
  return { names: found, unknown };
}
