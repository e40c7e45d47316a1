import { UNREPRESENTABLE, cString, NumberView, type Format } from './format.ts';

/** A stretch of the addresses of a program and the bytes that lie there once it is loaded. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  readonly view: NumberView;
  /** One bit for each word that a relocation has made an address. */
  readonly pointers: Uint8Array;
}

export function makeRegion(start: number, bytes: Uint8Array, format: Format): Region {
  return {
    start,
    end: start + bytes.length,
    bytes,
    view: new NumberView(bytes, format),
    pointers: new Uint8Array(Math.ceil(bytes.length / format.wordSize / 8)),
  };
}

/** A pointer that is no pointer: a word that is not NULL and that no relocation makes an address. */
export const NOT_A_POINTER = -1;

/** Names are at most this long: a longer text is no name of a device. */
const LONGEST_NAME = 255;

/** Addresses from `start` to before `end`. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

export interface MemoryParts {
  readonly regions: readonly Region[];
  /** Where code is. */
  readonly code: readonly AddressRange[];
  /** Where a program has memory and the file no bytes (.bss). */
  readonly zeros: readonly AddressRange[];
  readonly format: Format;
  /** False for a program at fixed addresses: no relocation tells which words are pointers. */
  readonly relocated: boolean;
}

/**
 * The memory of a program as its loader would leave it, without running
 * anything: addresses are numbers from 0, as in the file.
 */
export class ElfMemory {
  readonly format: Format;
  readonly regions: readonly Region[];
  /** False for a program at fixed addresses: no relocation tells which words are pointers. */
  readonly relocated: boolean;
  readonly #code: readonly AddressRange[];
  /** Where a program has memory and the file no bytes: zeros (.bss). */
  readonly #zeros: readonly AddressRange[];
  #last: Region | undefined;

  constructor({ regions, code, zeros, format, relocated }: MemoryParts) {
    this.regions = [...regions].sort((a, b) => a.start - b.start);
    this.#code = mergeRanges(code);
    this.#zeros = mergeRanges(zeros);
    this.format = format;
    this.relocated = relocated;
  }

  /** The region that has `length` bytes from an address on. */
  regionOf(address: number, length = 1): Region | undefined {
    const last = this.#last;
    if (last !== undefined && address >= last.start && address + length <= last.end) return last;
    const found = lastFrom(this.regions, address);
    if (found === undefined || address + length > found.end) return undefined;
    this.#last = found;
    return found;
  }

  /** The word at an address: what it points to, 0 for NULL, or `NOT_A_POINTER`. */
  pointerAt(address: number): number {
    const region = this.regionOf(address, this.format.wordSize);
    if (region === undefined) return this.#isZero(address) ? 0 : NOT_A_POINTER;
    const value = region.view.word(address - region.start);
    if (!this.relocated) return value === UNREPRESENTABLE ? NOT_A_POINTER : value;
    if (isMarked(region, address, this.format.wordSize)) return value === UNREPRESENTABLE ? NOT_A_POINTER : value;
    return value === 0 ? 0 : NOT_A_POINTER;
  }

  /** A number as wide as an address: a size_t. `TOO_LARGE` where none lies there. */
  wordAt(address: number): number {
    const region = this.regionOf(address, this.format.wordSize);
    return region === undefined
      ? this.#isZero(address)
        ? 0
        : UNREPRESENTABLE
      : region.view.word(address - region.start);
  }

  /** NaN where nothing lies. */
  i32At(address: number): number {
    const region = this.regionOf(address, 4);
    return region === undefined ? (this.#isZero(address) ? 0 : Number.NaN) : region.view.i32(address - region.start);
  }

  /** NaN where nothing lies. */
  u8At(address: number): number {
    const region = this.regionOf(address);
    return region === undefined ? (this.#isZero(address) ? 0 : Number.NaN) : region.view.u8(address - region.start);
  }

  /** Whether an address lies in code. */
  isCode(address: number): boolean {
    return isIn(this.#code, address);
  }

  /** Whether something lies at an address, be it zeros. */
  has(address: number): boolean {
    return this.regionOf(address) !== undefined || this.#isZero(address);
  }

  #isZero(address: number): boolean {
    return isIn(this.#zeros, address);
  }

  /** The text at an address, undefined where none of a sensible length ends, and where the bytes are an address. */
  textAt(address: number): string | undefined {
    const region = this.regionOf(address);
    if (region !== undefined && isMarked(region, address, this.format.wordSize)) return undefined;
    return region === undefined ? undefined : cString(region.bytes, address - region.start, LONGEST_NAME);
  }
}

/** Of sorted ranges, the last that starts at or before an address. */
function lastFrom<T extends AddressRange>(ranges: readonly T[], address: number): T | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range !== undefined && range.start <= address) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}

function isIn(ranges: readonly AddressRange[], address: number): boolean {
  const range = lastFrom(ranges, address);
  return range !== undefined && address < range.end;
}

/** Sorted, and those that touch or overlap joined. */
function mergeRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

function isMarked({ pointers, start }: Region, address: number, wordSize: 4 | 8): boolean {
  const offset = address - start;
  if (offset % wordSize !== 0) return false;
  const word = offset / wordSize;
  return ((pointers[word >> 3] ?? 0) & (1 << (word & 7))) !== 0;
}

/** Stores an address and remembers that it is one. False where the word lies in no region or is not aligned. */
export function storeElfPointer(region: Region, address: number, value: number, wordSize: 4 | 8): boolean {
  const offset = address - region.start;
  if (offset < 0 || offset % wordSize !== 0 || offset + wordSize > region.bytes.length) return false;
  region.view.setWord(offset, value);
  const word = offset / wordSize;
  region.pointers[word >> 3] = (region.pointers[word >> 3] ?? 0) | (1 << (word & 7));
  return true;
}
