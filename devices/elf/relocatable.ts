import { refuse } from '../problem.ts';
import type { ByteSource } from './byte-source.ts';
import { readHeader, type ElfHeader } from './header.ts';
import { readSections, SHF, SHT, type Section } from './headers.ts';
import { Externals, type Image } from './image.ts';
import { makeRegion, ElfMemory, type AddressRange, type Region } from './memory.ts';
import { applyRelocations } from './relocate.ts';
import { SHN, SymbolTable } from './symbols.ts';

/** An object that has been given addresses: those of its sections, by their indices. */
interface Placed {
  readonly source: ByteSource;
  readonly header: ElfHeader;
  readonly sections: readonly Section[];
  readonly starts: readonly (number | undefined)[];
  readonly symbols: SymbolTable;
}

/** A larger section is a damaged header. */
const LARGEST_SECTION = 2 ** 32;

/** Loads relocatable objects as one: their sections one behind the other, their global symbols joined as a linker would. */
export function loadRelocatable(sources: readonly ByteSource[], kind: 'object' | 'archive'): Image {
  const headers = sources.map(readHeader);
  const [first] = headers;
  if (first === undefined) refuse('the archive has no ELF object in it');
  const { format, machine } = first;
  if (headers.some((header) => header.machine !== machine || header.format.littleEndian !== format.littleEndian)) {
    refuse('the archive has objects of several machines');
  }
  let next = 0x1_0000;
  const regions: Region[] = [];
  const code: AddressRange[] = [];
  const zeros: AddressRange[] = [];
  const objects = headers.flatMap((header, index): Placed[] => {
    const source = sources[index];
    if (source === undefined || header.type !== 'relocatable') return [];
    const sections = readSections(source, header);
    let total = 0;
    const starts = sections.map(({ flags, type, size, align, offset }) => {
      if ((flags & SHF.ALLOC) === 0 || size === 0) return undefined;
      if (size < 0 || size > LARGEST_SECTION) refuse('the file is damaged: a section of impossible size');
      const step = Math.min(Math.max(align, 16), 0x1_0000);
      const start = Math.ceil(next / step) * step;
      next = start + size;
      if (type === SHT.NOBITS) {
        zeros.push({ start, end: next });
        return start;
      }
      total += size;
      if (total > 2 * source.size) refuse('the file is damaged: its sections are larger than itself');
      // Relocations are stored into what was read: it must be a copy.
      regions.push(makeRegion(start, source.read(offset, size).slice(), format));
      if ((flags & SHF.EXECINSTR) !== 0) code.push({ start, end: next });
      return start;
    });
    return [{ source, header, sections, starts, symbols: symbolsOf(source, header, sections) }];
  });
  const memory = new ElfMemory({ regions, code, zeros, format, relocated: true });
  const externals = new Externals(format.wordSize);
  const globals = globalsOf(objects);
  for (const object of objects) relocateObject(object, memory, globals, externals);
  return {
    kind,
    machine: machine.name,
    memory,
    externals: externals.byAddress,
    functionDescriptors: machine.name === 'ppc64' && !format.littleEndian && (first.flags & 3) < 2,
    namesOf: (addresses) => namesFrom(objects, addresses),
  };
}

function symbolsOf(source: ByteSource, { format }: ElfHeader, sections: readonly Section[]): SymbolTable {
  const table = sections.find(({ type }) => type === SHT.SYMTAB);
  const text = table === undefined ? undefined : sections[table.link];
  if (table === undefined || text === undefined) return new SymbolTable(new Uint8Array(0), new Uint8Array(0), format);
  return new SymbolTable(source.read(table.offset, table.size), source.read(text.offset, text.size), format);
}

function globalsOf(objects: readonly Placed[]): ReadonlyMap<string, number> {
  const globals = new Map<string, number>();
  for (const { symbols, starts } of objects) {
    for (let index = 0; index < symbols.count; index++) {
      const symbol = symbols.at(index);
      if (symbol === undefined || !symbol.isGlobal || symbol.name === '') continue;
      const start = starts[symbol.section];
      if (start !== undefined && !globals.has(symbol.name)) globals.set(symbol.name, start + symbol.value);
    }
  }
  return globals;
}

function relocateObject(
  object: Placed,
  memory: ElfMemory,
  globals: ReadonlyMap<string, number>,
  externals: Externals,
): void {
  const {
    source,
    header: { format, machine },
    sections,
    starts,
    symbols,
  } = object;
  const symbolValue = (index: number): number | undefined => {
    const symbol = symbols.at(index);
    if (symbol === undefined) return undefined;
    if (symbol.section === SHN.ABS) return symbol.value;
    const start = starts[symbol.section];
    if (start !== undefined) return start + symbol.value;
    if (symbol.name === '') return 0;
    return globals.get(symbol.name) ?? externals.addressOf(symbol.name);
  };
  let total = 0;
  for (const { type, info, offset, size } of sections) {
    if (type !== SHT.RELA && type !== SHT.REL) continue;
    const base = starts[info];
    if (base === undefined) continue;
    total += size;
    if (total > source.size) refuse('the file is damaged: its relocations are larger than itself');
    applyRelocations(
      { bytes: source.read(offset, size), addends: type === SHT.RELA, base },
      { memory, machine, format, symbolValue },
    );
  }
}

function namesFrom(objects: readonly Placed[], addresses: ReadonlySet<number>): Map<number, string> {
  const names = new Map<number, string>();
  for (const { symbols, starts } of objects) {
    for (let index = 0; index < symbols.count; index++) {
      const symbol = symbols.at(index);
      if (symbol === undefined || symbol.name === '' || symbol.isSection || symbol.name.startsWith('$')) continue;
      const start = starts[symbol.section];
      if (start === undefined) continue;
      const address = start + symbol.value;
      if (addresses.has(address) && !names.has(address)) names.set(address, symbol.name);
    }
  }
  return names;
}
