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

/** `64le`, `64be`, `32le` or `32be`. */
export function abiName(abi: Abi): string {
  return `${abi.pointerSize * 8}${abi.byteOrder === 'little' ? 'le' : 'be'}`;
}
