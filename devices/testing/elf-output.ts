import { bytesOf, type Assembly } from './assembly.ts';

export class ElfOutput {
  readonly bytes: number[] = [];
  readonly #assembly: Assembly;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  get at(): number {
    return this.bytes.length;
  }

  put(value: number, size: 1 | 2 | 4 | 8): this {
    this.bytes.push(...bytesOf(value, size, this.#assembly.littleEndian));
    return this;
  }

  word(value: number): this {
    return this.put(value < 0 ? value + 2 ** (8 * this.#assembly.wordSize) : value, this.#assembly.wordSize);
  }

  /** Zeros up to an offset. */
  padTo(offset: number): this {
    while (this.bytes.length < offset) this.bytes.push(0);
    return this;
  }

  append(bytes: readonly number[]): number {
    const start = this.at;
    for (const byte of bytes) this.bytes.push(byte);
    return start;
  }
}

export function relocationInfo(output: ElfOutput, { wordSize }: Assembly, symbol: number, type: number): void {
  output.word(wordSize === 8 ? symbol * 2 ** 32 + type : symbol * 256 + type);
}

export function patch(output: ElfOutput, at: number, value: number, { wordSize, littleEndian }: Assembly): void {
  bytesOf(value, wordSize, littleEndian).forEach((byte, index) => {
    output.bytes[at + index] = byte;
  });
}

export function externalsOf({ fixups }: Assembly): string[] {
  return [...new Set(fixups.flatMap(({ to }) => (to.part === 'external' ? [to.symbol] : [])))];
}

export interface NameTable {
  readonly bytes: readonly number[];
  offsetOf(name: string): number;
}

export function nameTable(names: readonly string[]): NameTable {
  const bytes: number[] = [0];
  const offsets = new Map(names.map((name) => [name, bytes.push(...Buffer.from(name, 'latin1'), 0) - name.length - 1]));
  return { bytes, offsetOf: (name) => offsets.get(name) ?? 0 };
}

export interface SymbolEntry {
  readonly name: number;
  readonly section: number;
  readonly value: number;
  readonly kind: number;
}

export function symbolTable(assembly: Assembly, entries: readonly SymbolEntry[]): number[] {
  const output = new ElfOutput(assembly);
  for (const { name, section: index, value, kind } of [{ name: 0, section: 0, value: 0, kind: 0 }, ...entries]) {
    output.put(name, 4);
    if (assembly.wordSize === 8) output.put(kind, 1).put(0, 1).put(index, 2).word(value).word(0);
    else output.word(value).word(0).put(kind, 1).put(0, 1).put(index, 2);
  }
  return output.bytes;
}
