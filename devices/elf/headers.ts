import { refuse } from '../problem.ts';
import type { ByteSource } from './byte-source.ts';
import { cString, NumberView } from './format.ts';
import type { ElfHeader } from './header.ts';

/** A program header: a part of the file that is loaded, or says how to load. */
export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
}

/** A section header. `name` is empty where the file has no names. */
export interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly align: number;
}

export const PT = { LOAD: 1, DYNAMIC: 2 } as const;
export const PF = { X: 1 } as const;
export const SHT = { SYMTAB: 2, RELA: 4, NOBITS: 8, REL: 9, DYNSYM: 11, RELR: 19 } as const;
export const SHF = { WRITE: 1, ALLOC: 2, EXECINSTR: 4 } as const;

/** The program headers, none where the file has none. */
export function readSegments(
  source: ByteSource,
  { format, programHeaders: { offset, size, count } }: ElfHeader,
): Segment[] {
  const wide = format.wordSize === 8;
  if (count === 0 || offset === 0) return [];
  if (size < (wide ? 56 : 32)) refuse('the file is damaged: its program headers are too small');
  const view = new NumberView(source.read(offset, size * count), format);
  return Array.from({ length: count }, (_, index) => {
    const at = index * size;
    return {
      type: view.u32(at),
      flags: view.u32(wide ? at + 4 : at + 24),
      offset: view.word(wide ? at + 8 : at + 4),
      address: view.word(wide ? at + 16 : at + 8),
      fileSize: view.word(wide ? at + 32 : at + 16),
      memorySize: view.word(wide ? at + 40 : at + 20),
    };
  });
}

/** The section headers, none where they are stripped. */
export function readSections(source: ByteSource, header: ElfHeader): Section[] {
  const {
    format,
    sectionHeaders: { offset, size, count: given },
  } = header;
  const wide = format.wordSize === 8;
  if (offset <= 0 || size < (wide ? 64 : 40) || offset + size > source.size) return [];
  // More than 65,279 sections: the first header has the count, and the index of the names.
  const first = new NumberView(source.read(offset, size), format);
  const count = given !== 0 ? given : first.word(wide ? 32 : 20);
  if (count < 0 || offset + count * size > source.size) return [];
  const view = new NumberView(source.read(offset, count * size), format);
  const sections = Array.from({ length: count }, (_, index) => readSection(view, index * size, wide));
  const names = header.sectionNames === 0xffff ? view.u32(wide ? 40 : 24) : header.sectionNames;
  const table = sections[names];
  if (
    table === undefined ||
    table.type === SHT.NOBITS ||
    table.offset + table.size > source.size ||
    table.offset < 0 ||
    table.size < 0
  ) {
    return sections;
  }
  const text = source.read(table.offset, table.size);
  return sections.map((section, index) => ({ ...section, name: cString(text, view.u32(index * size), 4096) ?? '' }));
}

function readSection(view: NumberView, at: number, wide: boolean): Section {
  return {
    name: '',
    type: view.u32(at + 4),
    flags: view.word(at + 8),
    address: view.word(wide ? at + 16 : at + 12),
    offset: view.word(wide ? at + 24 : at + 16),
    size: view.word(wide ? at + 32 : at + 20),
    link: view.u32(wide ? at + 40 : at + 24),
    info: view.u32(wide ? at + 44 : at + 28),
    align: view.word(wide ? at + 48 : at + 32),
  };
}
