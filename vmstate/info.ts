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

const widths: Readonly<Record<Scalar, 1 | 2 | 4 | 8>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
};

/** Bytes of one value, in memory and on the wire alike. */
export function widthOf(scalar: Scalar): 1 | 2 | 4 | 8 {
  return widths[scalar];
}

export function isScalar(info: string): info is Scalar {
  return (scalars as readonly string[]).includes(info);
}

export function isInfo(text: string): text is Info {
  return (infos as readonly string[]).includes(text);
}
