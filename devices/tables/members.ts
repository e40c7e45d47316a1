/** The C types that the members of QEMU's tables have. */
export type MemberType = 'pointer' | 'size' | 'int' | 'bool' | 'indirect';

/** A structure: its members in order. */
export type Members<Name extends string> = readonly (readonly [Name, MemberType])[];

/** A structure as a host lays it out: offsets of its members in bytes (the platform's C ABI: natural alignment). */
export interface Structure<Name extends string> {
  readonly size: number;
  readonly offsets: ReadonlyMap<Name, number>;
}

/** `indirect` is QEMU's `struct { uint32_t offset; uint8_t size; }`. */
function sizeAndAlignment(type: MemberType, wordSize: 4 | 8): readonly [size: number, alignment: number] {
  switch (type) {
    case 'pointer':
    case 'size':
      return [wordSize, wordSize];
    case 'int':
      return [4, 4];
    case 'bool':
      return [1, 1];
    case 'indirect':
      return [8, 4];
  }
}

const aligned = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;

/** Where a host's compiler puts the members. */
export function structureOf<Name extends string>(members: Members<Name>, wordSize: 4 | 8): Structure<Name> {
  const offsets = new Map<Name, number>();
  let next = 0;
  for (const [name, type] of members) {
    const [size, alignment] = sizeAndAlignment(type, wordSize);
    next = aligned(next, alignment);
    offsets.set(name, next);
    next += size;
  }
  return { size: aligned(next, wordSize), offsets };
}
