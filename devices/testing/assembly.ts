/** What a pointer of a test's program points to. */
export type Target =
  | { readonly part: 'text' | 'rodata' | 'data'; readonly offset: number }
  /** Another file defines it. */
  | { readonly part: 'external'; readonly symbol: string };

export interface Fixup {
  /** Where in the data the pointer is. */
  readonly at: number;
  readonly to: Target;
}

/** The data of a test's program, written member by member as a compiler would. */
export class Assembly {
  readonly wordSize: 4 | 8;
  readonly littleEndian: boolean;
  readonly data: number[] = [];
  readonly rodata: number[] = [];
  readonly fixups: Fixup[] = [];

  constructor(wordSize: 4 | 8, littleEndian: boolean) {
    this.wordSize = wordSize;
    this.littleEndian = littleEndian;
  }

  get here(): Target {
    return { part: 'data', offset: this.data.length };
  }

  align(to: number): void {
    while (this.data.length % to !== 0) this.data.push(0);
  }

  number(value: number, size: 1 | 2 | 4 | 8): void {
    this.align(size);
    this.data.push(...bytesOf(value, size, this.littleEndian));
  }

  /** NULL for null. */
  pointer(to: Target | null): void {
    this.align(this.wordSize);
    if (to !== null) this.fixups.push({ at: this.data.length, to });
    this.number(0, this.wordSize);
  }

  /** A string constant. */
  text(value: string): Target {
    const offset = this.rodata.length;
    this.rodata.push(...Buffer.from(value, 'latin1'), 0);
    return { part: 'rodata', offset };
  }

  /** A function; equal numbers are one function. */
  code(index: number): Target {
    return { part: 'text', offset: index * 16 };
  }
}

export function bytesOf(value: number, size: 1 | 2 | 4 | 8, littleEndian: boolean): number[] {
  const bytes = Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) % 256);
  return littleEndian ? bytes : bytes.reverse();
}
