import { NumberView, type Format } from './format.ts';
import type { ElfMemory } from './memory.ts';
import { SymbolTable } from './symbols.ts';

/** The entries of the dynamic section that say where relocations and symbols are (ELF gABI, "Dynamic Section"). */
const DT = { STRTAB: 5, SYMTAB: 6, RELA: 7, RELASZ: 8, STRSZ: 10, REL: 17, RELSZ: 18, RELRSZ: 35, RELR: 36 } as const;

/** What a loader finds through PT_DYNAMIC; it needs no section headers. */
export interface Dynamic {
  readonly rela: Uint8Array;
  readonly rel: Uint8Array;
  readonly relr: Uint8Array;
  readonly symbols: SymbolTable;
}

const NOTHING = new Uint8Array(0);

/** Reads the dynamic section. Tables that lie outside of what is loaded are read as far as they lie inside. */
export function readDynamic(bytes: Uint8Array, memory: ElfMemory, format: Format): Dynamic {
  const entries = readEntries(bytes, format);
  const table = (address: number, size: number): Uint8Array => {
    const start = entries.get(address);
    return start === undefined ? NOTHING : bytesFrom(memory, start, entries.get(size) ?? 0);
  };
  const symbols = entries.get(DT.SYMTAB);
  const names = table(DT.STRTAB, DT.STRSZ);
  return {
    rela: table(DT.RELA, DT.RELASZ),
    rel: table(DT.REL, DT.RELSZ),
    relr: table(DT.RELR, DT.RELRSZ),
    // Nothing says how long the table of symbols is: an index beyond it reads what follows.
    symbols: new SymbolTable(symbols === undefined ? NOTHING : bytesFrom(memory, symbols, Infinity), names, format),
  };
}

function readEntries(bytes: Uint8Array, format: Format): Map<number, number> {
  const view = new NumberView(bytes, format);
  const entries = new Map<number, number>();
  for (let at = 0; at + 2 * format.wordSize <= bytes.length; at += 2 * format.wordSize) {
    const tag = view.word(at);
    if (tag === 0) break;
    entries.set(tag, view.word(at + format.wordSize));
  }
  return entries;
}

function bytesFrom(memory: ElfMemory, address: number, size: number): Uint8Array {
  const region = memory.regionOf(address);
  if (region === undefined || size <= 0) return NOTHING;
  const from = address - region.start;
  return region.bytes.subarray(from, Math.min(from + size, region.bytes.length));
}
