import { refuse } from '../problem.ts';
import type { ByteSource } from './byte-source.ts';
import { readDynamic } from './dynamic.ts';
import type { ElfHeader } from './header.ts';
import { PF, PT, readSections, readSegments, SHF, SHT, type Section, type Segment } from './headers.ts';
import { Externals, type Image } from './image.ts';
import { makeRegion, ElfMemory, type AddressRange } from './memory.ts';
import { applyRelocations, applyRelr } from './relocate.ts';
import { SHN, SymbolTable } from './symbols.ts';

/** Loads a program or a shared module as its loader would, at the addresses in the file. */
export function loadLinked(source: ByteSource, header: ElfHeader): Image {
  const { format, machine } = header;
  const segments = readSegments(source, header);
  const sections = readSections(source, header);
  const dynamic = segments.find(({ type }) => type === PT.DYNAMIC);
  const fixed = header.type === 'program';
  const memory = mapSegments(source, header, segments, codeOf(segments, sections), !fixed);
  const externals = new Externals(format.wordSize);
  if (dynamic !== undefined) {
    const { rela, rel, relr, symbols } = readDynamic(source.read(dynamic.offset, dynamic.fileSize), memory, format);
    const symbolValue = (index: number): number | undefined => {
      const symbol = symbols.at(index);
      if (symbol === undefined) return undefined;
      if (symbol.section !== SHN.UNDEF) return symbol.value;
      return symbol.name === '' ? 0 : externals.addressOf(symbol.name);
    };
    const context = { memory, machine, format, symbolValue };
    applyRelocations({ bytes: rela, addends: true, base: 0 }, context);
    applyRelocations({ bytes: rel, addends: false, base: 0 }, context);
    applyRelr(relr, memory, format);
  }
  return {
    kind: fixed || hasInterpreter(segments) ? 'program' : 'module',
    machine: machine.name,
    memory,
    externals: externals.byAddress,
    functionDescriptors: machine.descriptors === true && (header.flags & 3) < 2 && !format.littleEndian,
    namesOf: (addresses) => namesFrom(source, header, sections, addresses),
  };
}

const PT_INTERP = 3;

function hasInterpreter(segments: readonly Segment[]): boolean {
  return segments.some(({ type }) => type === PT_INTERP);
}

function mapSegments(
  source: ByteSource,
  { format }: ElfHeader,
  segments: readonly Segment[],
  code: readonly AddressRange[],
  relocated: boolean,
): ElfMemory {
  const loaded = segments
    .filter(({ type, fileSize }) => type === PT.LOAD && fileSize > 0)
    .sort((a, b) => a.address - b.address);
  if (loaded.length === 0) refuse('the file has no segments to load: a file of debug information has none');
  let total = 0;
  let end = 0;
  for (const { address, fileSize } of loaded) {
    if (address < end || fileSize < 0) refuse('the file is damaged: its segments overlap');
    end = address + fileSize;
    total += fileSize;
  }
  if (total > 2 * source.size) refuse('the file is damaged: its segments are larger than itself');
  // Relocations are stored into what was read: it must be a copy.
  const regions = loaded.map(({ address, offset, fileSize }) =>
    makeRegion(address, source.read(offset, fileSize).slice(), format),
  );
  const zeros = loaded.map(({ address, fileSize, memorySize }) => ({
    start: address + fileSize,
    end: address + memorySize,
  }));
  return new ElfMemory({
    regions,
    code,
    zeros: zeros.filter(({ start, end: last }) => last > start),
    format,
    relocated,
  });
}

/** Code by its sections: a segment of code may hold data too. */
function codeOf(segments: readonly Segment[], sections: readonly Section[]): AddressRange[] {
  const byName = sections.filter(
    ({ flags, type }) => (flags & (SHF.ALLOC | SHF.EXECINSTR)) === (SHF.ALLOC | SHF.EXECINSTR) && type !== SHT.NOBITS,
  );
  if (byName.length > 0) return byName.map(({ address, size }) => ({ start: address, end: address + size }));
  return segments
    .filter(({ type, flags }) => type === PT.LOAD && (flags & PF.X) !== 0)
    .map(({ address, fileSize }) => ({ start: address, end: address + fileSize }));
}

/** The names of addresses, from the full table of symbols and the dynamic one. */
function namesFrom(
  source: ByteSource,
  { format }: ElfHeader,
  sections: readonly Section[],
  addresses: ReadonlySet<number>,
): Map<number, string> {
  const names = new Map<number, string>();
  for (const wanted of [SHT.SYMTAB, SHT.DYNSYM]) {
    const section = sections.find(({ type }) => type === wanted);
    const text = section === undefined ? undefined : sections[section.link];
    if (section === undefined || text === undefined || text.type === SHT.NOBITS) continue;
    const symbols = new SymbolTable(
      source.read(section.offset, section.size),
      source.read(text.offset, text.size),
      format,
    );
    for (let index = 0; index < symbols.count; index++) {
      const address = symbols.addressOf(index);
      if (address === undefined || !addresses.has(address) || names.has(address)) continue;
      const name = symbols.at(index)?.name ?? '';
      if (name !== '' && !name.startsWith('$')) names.set(address, name);
    }
  }
  return names;
}
