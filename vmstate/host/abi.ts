/**
 * The host's binary interface, as far as a described device can feel it.
 *
 * @since 0.1.0
 */
export interface Abi {
  readonly pointerSize: 4 | 8;
  readonly byteOrder: 'little' | 'big';
}

/**
 * All host ABIs: pointers of 8 and 4 bytes, both byte orders.
 *
 * @since 0.1.0
 */
export const abis: readonly Abi[] = [
  { pointerSize: 8, byteOrder: 'little' },
  { pointerSize: 8, byteOrder: 'big' },
  { pointerSize: 4, byteOrder: 'little' },
  { pointerSize: 4, byteOrder: 'big' },
];

/** The half of a 64-bit number that lies at its address. */
export function firstHalf({ byteOrder }: Abi): 'low' | 'high' {
  return byteOrder === 'little' ? 'low' : 'high';
}

/** A name for each ABI: the bits of a pointer and the byte order. */
export const abiNames = ['64le', '64be', '32le', '32be'] as const;

export type AbiName = (typeof abiNames)[number];

/**
 * The name of an ABI, from its pointer size and byte order.
 *
 * @example
 * ```ts
 * abiName({ pointerSize: 8, byteOrder: 'little' }); // '64le'
 * ```
 * @since 0.1.0
 */
export function abiName({ pointerSize, byteOrder }: Abi): AbiName {
  if (pointerSize === 8) return byteOrder === 'little' ? '64le' : '64be';
  return byteOrder === 'little' ? '32le' : '32be';
}

export function abiOfName(name: AbiName): Abi {
  return { pointerSize: name.startsWith('64') ? 8 : 4, byteOrder: name.endsWith('le') ? 'little' : 'big' };
}
