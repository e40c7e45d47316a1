import { refuse } from '../problem.ts';
import { NumberView, type Format } from './format.ts';
import type { ElfMachine } from './machines.ts';
import { storeElfPointer, type ElfMemory, type Region } from './memory.ts';

/** One table of relocations. `addends`: it has them (RELA); else the words that it patches hold them (REL). */
export interface RelocationTable {
  readonly bytes: Uint8Array;
  readonly addends: boolean;
  /** Added to the place of each: where the patched section lies. 0 for what is linked. */
  readonly base: number;
}

export interface RelocationContext {
  readonly memory: ElfMemory;
  readonly machine: ElfMachine;
  readonly format: Format;
  /** The value of the symbol of an index; undefined where the table has no such symbol. */
  readonly symbolValue: (index: number) => number | undefined;
}

/** Does what the loader would do, for every relocation that stores an address. */
export function applyRelocations({ bytes, addends, base }: RelocationTable, context: RelocationContext): void {
  const {
    machine: { relative, absolute },
    format,
    memory,
    symbolValue,
  } = context;
  const { wordSize } = format;
  const size = wordSize * (addends ? 3 : 2);
  const view = new NumberView(bytes, format);
  for (let at = 0; at + size <= bytes.length; at += size) {
    const { type, symbol } = kindOf(view, at + wordSize, format);
    const isRelative = type === relative;
    if (!isRelative && !absolute.includes(type)) continue;
    const place = base + view.word(at);
    const region = memory.regionOf(place, wordSize);
    if (region === undefined) continue;
    const value = isRelative ? 0 : symbolValue(symbol);
    if (value === undefined) refuse('the file is damaged: a relocation names a symbol that its table does not have');
    const addend = addends ? view.signedWord(at + 2 * wordSize) : region.view.signedWord(place - region.start);
    store(region, place, value + addend, wordSize);
  }
}

function kindOf(
  view: NumberView,
  at: number,
  { wordSize, littleEndian }: Format,
): { readonly type: number; readonly symbol: number } {
  if (wordSize === 4) {
    const info = view.u32(at);
    return { type: info & 0xff, symbol: info >>> 8 };
  }
  return { type: view.u32(littleEndian ? at : at + 4), symbol: view.u32(littleEndian ? at + 4 : at) };
}

function store(region: Region, place: number, value: number, wordSize: 4 | 8): void {
  const fits = value >= 0 && value < 2 ** 53;
  // 32-bit addresses wrap around.
  storeElfPointer(region, place, wordSize === 4 ? value >>> 0 : fits ? value : 0, wordSize);
}

/**
 * RELR (ELF gABI, "Relative Relocation Table"): an even word is a place; an odd
 * one is a bitmap of the words behind the last place. All are relative, and
 * the words that they patch hold the addends.
 */
export function applyRelr(bytes: Uint8Array, memory: ElfMemory, format: Format): void {
  const { wordSize, littleEndian } = format;
  const view = new NumberView(bytes, format);
  let next = 0;
  const mark = (place: number): void => {
    const region = memory.regionOf(place, wordSize);
    if (region !== undefined) store(region, place, region.view.word(place - region.start), wordSize);
  };
  for (let at = 0; at + wordSize <= bytes.length; at += wordSize) {
    const low = view.u32(wordSize === 8 && !littleEndian ? at + 4 : at);
    if ((low & 1) === 0) {
      const place = view.word(at);
      mark(place);
      next = place + wordSize;
      continue;
    }
    for (let bit = 1; bit < wordSize * 8; bit++) {
      const word = bit < 32 ? low : view.u32(littleEndian ? at + 4 : at);
      if ((word & (1 << (bit & 31))) !== 0) mark(next + (bit - 1) * wordSize);
    }
    next += (wordSize * 8 - 1) * wordSize;
  }
}
