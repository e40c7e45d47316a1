/** The integer types that a device keeps in memory, by QEMU's `VMStateInfo` name. */
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
] as const;

export type Scalar = (typeof scalars)[number];

/** Every `VMStateInfo` the suite knows (migration/vmstate-types.c). */
export type Info = Scalar | 'buffer' | 'unused_buffer';

export const infos: readonly Info[] = [...scalars, 'buffer', 'unused_buffer'];

/** Bytes of one value, in memory and on the wire alike. */
export function widthOf(scalar: Scalar): 1 | 2 | 4 | 8 {
  // Asked of every value: a table would be looked up by name, this compares addresses.
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
      return 8;
  }
}

export function isScalar(info: string): info is Scalar {
  return (scalars as readonly string[]).includes(info);
}

export function isInfo(text: string): text is Info {
  return (infos as readonly string[]).includes(text);
}
