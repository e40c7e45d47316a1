import { type Assembly } from './assembly.ts';
import { ElfOutput, externalsOf, nameTable, patch, relocationInfo, symbolTable } from './elf-output.ts';
import { header, section, TEXT, type ElfOptions, type Part } from './elf-parts.ts';

/** Sections 1 to 3 are text, rodata and data, as are the symbols 1 to 3. */
export function objectFile(assembly: Assembly, { processor: target }: ElfOptions): Uint8Array {
  const externals = externalsOf(assembly);
  const names = nameTable(externals);
  const parts = ['text', 'rodata', 'data'];
  const addends = assembly.wordSize === 8;
  const data = new ElfOutput(assembly);
  data.append(assembly.data);
  const relocations = new ElfOutput(assembly);
  for (const { at, to } of assembly.fixups) {
    const symbol = to.part === 'external' ? 4 + externals.indexOf(to.symbol) : parts.indexOf(to.part) + 1;
    const addend = to.part === 'external' ? 0 : to.offset;
    relocations.word(at);
    relocationInfo(relocations, assembly, symbol, target.absolute);
    if (addends) relocations.word(addend);
    else patch(data, at, addend, assembly);
  }
  const sectionSymbols = parts.map((_, index) => ({ name: 0, section: index + 1, value: 0, kind: 3 }));
  const symbols = symbolTable(assembly, [
    ...sectionSymbols,
    ...externals.map((name) => ({ name: names.offsetOf(name), section: 0, value: 0, kind: 0x10 })),
  ]);
  const contents: readonly (readonly [Omit<Part, 'start' | 'size'>, readonly number[]])[] = [
    [{ type: 0, flags: 0 }, []],
    [{ type: 1, flags: 6 }, Array.from({ length: TEXT.size }, () => 0)],
    [{ type: 1, flags: 2 }, assembly.rodata],
    [{ type: 1, flags: 3 }, data.bytes],
    [{ type: addends ? 4 : 9, flags: 0, link: 5, info: 3 }, relocations.bytes],
    [{ type: 2, flags: 0, link: 6, info: 1 }, symbols],
    [{ type: 3, flags: 0 }, names.bytes],
  ];
  const body = new ElfOutput(assembly);
  const headerSize = assembly.wordSize === 8 ? 64 : 52;
  const placed = contents.map(([part, bytes]) => {
    body.padTo(Math.ceil(body.at / 8) * 8);
    const offset = headerSize + body.append(bytes);
    return { ...part, start: 0, name: 0, offset, size: bytes.length };
  });
  const file = new ElfOutput(assembly);
  const sectionsAt = headerSize + Math.ceil(body.at / 8) * 8;
  header(file, assembly, {
    type: 1,
    machine: target.machine,
    segments: 0,
    sections: placed.length,
    sectionsAt,
    names: 0,
  });
  file.append(body.bytes);
  file.padTo(sectionsAt);
  for (const one of placed) section(file, one);
  return Uint8Array.from(file.bytes);
}
