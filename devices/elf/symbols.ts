import { cString, NumberView, type Format } from './format.ts';

/** A symbol of a table; `section` is its `st_shndx`. */
export interface ElfSymbol {
  readonly name: string;
  readonly value: number;
  readonly section: number;
  readonly isGlobal: boolean;
  readonly isSection: boolean;
}

export const SHN = { UNDEF: 0, ABS: 0xfff1, COMMON: 0xfff2 } as const;

/** A symbol table and its names. Symbols are decoded when they are asked for. */
export class SymbolTable {
  readonly count: number;
  readonly #view: NumberView;
  readonly #names: Uint8Array;
  readonly #wide: boolean;
  readonly #size: number;

  /** The bytes may reach beyond the table where nobody says how long it is. */
  constructor(bytes: Uint8Array, names: Uint8Array, format: Format) {
    this.#wide = format.wordSize === 8;
    this.#size = this.#wide ? 24 : 16;
    this.#view = new NumberView(bytes, format);
    this.#names = names;
    this.count = Math.floor(bytes.length / this.#size);
  }

  /** The symbol of an index, undefined beyond the end. */
  at(index: number): ElfSymbol | undefined {
    if (index >= this.count) return undefined;
    const at = index * this.#size;
    const kind = this.#view.u8(at + (this.#wide ? 4 : 12));
    return {
      name: cString(this.#names, this.#view.u32(at), 4096) ?? '',
      value: this.#view.word(at + (this.#wide ? 8 : 4)),
      section: this.#view.u16(at + (this.#wide ? 6 : 14)),
      isGlobal: kind >> 4 !== 0,
      isSection: (kind & 15) === 3,
    };
  }

  /** Where a symbol lies, without decoding the rest; undefined if it is undefined or no function or object. */
  addressOf(index: number): number | undefined {
    const at = index * this.#size;
    const kind = this.#view.u8(at + (this.#wide ? 4 : 12)) & 15;
    const section = this.#view.u16(at + (this.#wide ? 6 : 14));
    if (kind > 2 || section === SHN.UNDEF || section >= 0xff00) return undefined;
    return this.#view.word(at + (this.#wide ? 8 : 4));
  }
}
