/** How numbers lie in an ELF file: word size in bytes and byte order. */
export interface Format {
  readonly wordSize: 4 | 8;
  readonly littleEndian: boolean;
}

/** What a word reads as that no JavaScript number holds exactly. No address and no size is that large. */
export const UNREPRESENTABLE = -1;

/** Reads numbers of a format out of bytes. Offsets must lie inside; the callers' bounds are checked before. */
export class NumberView {
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #wide: boolean;

  constructor(bytes: Uint8Array, { wordSize, littleEndian }: Format) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = littleEndian;
    this.#wide = wordSize === 8;
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    return this.#view.getUint16(at, this.#little);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, this.#little);
  }

  i32(at: number): number {
    return this.#view.getInt32(at, this.#little);
  }

  /** An address-sized number, `TOO_LARGE` if it is none that can be an address. */
  word(at: number): number {
    if (!this.#wide) return this.u32(at);
    const high = this.u32(this.#little ? at + 4 : at);
    return high > 0x1f_ffff ? UNREPRESENTABLE : high * 0x1_0000_0000 + this.u32(this.#little ? at : at + 4);
  }

  /** An address-sized number with a sign, such as an addend. */
  signedWord(at: number): number {
    if (!this.#wide) return this.i32(at);
    const high = this.i32(this.#little ? at + 4 : at);
    return high * 0x1_0000_0000 + this.u32(this.#little ? at : at + 4);
  }

  setWord(at: number, value: number): void {
    if (!this.#wide) {
      this.#view.setUint32(at, value >>> 0, this.#little);
      return;
    }
    const high = Math.floor(value / 0x1_0000_0000);
    this.#view.setUint32(this.#little ? at + 4 : at, high >>> 0, this.#little);
    this.#view.setUint32(this.#little ? at : at + 4, (value - high * 0x1_0000_0000) >>> 0, this.#little);
  }
}

/** A C string in bytes, at most `most` bytes long; undefined where it does not end within them. */
export function cString(bytes: Uint8Array, at: number, most: number): string | undefined {
  const end = bytes.subarray(0, Math.min(bytes.length, at + most + 1)).indexOf(0, at);
  return end < 0 || at < 0 || at >= bytes.length
    ? undefined
    : Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1');
}
