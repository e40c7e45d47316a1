/** The host's binary interface, as far as a described device can feel it. */
export interface Abi {
  readonly pointerSize: 4 | 8;
  readonly byteOrder: 'little' | 'big';
}

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

/** `64le`, `64be`, `32le` or `32be`. */
export function abiName(abi: Abi): string {
  return `${abi.pointerSize * 8}${abi.byteOrder === 'little' ? 'le' : 'be'}`;
}
