import { type Assembly, type Target } from './assembly.ts';
import { ElfOutput, externalsOf, nameTable, patch, relocationInfo, symbolTable } from './elf-output.ts';
import { header, section, TEXT, type ElfOptions, type Part } from './elf-parts.ts';

const RODATA = 0x800;
const DATA = 0x4000;

function addressOf(to: Target): number {
  switch (to.part) {
    case 'text':
      return TEXT.start + to.offset;
    case 'rodata':
      return RODATA + to.offset;
    case 'data':
      return DATA + to.offset;
    case 'external':
      return 0;
  }
}

export function linkedFile(assembly: Assembly, { linking, processor: target, sections }: ElfOptions): Uint8Array {
  const { wordSize } = assembly;
  const data = new ElfOutput(assembly);
  data.append(assembly.data);
  const symbols = externalsOf(assembly);
  const names = nameTable(symbols);
  const relative = assembly.fixups.filter(({ to }) => to.part !== 'external');
  const absolute = assembly.fixups.filter(({ to }) => to.part === 'external');
  const addends = linking === 'rela';
  if (!addends) for (const { at, to } of relative) patch(data, at, addressOf(to), assembly);
  data.padTo(Math.ceil(data.at / 8) * 8);
  const relocations = new ElfOutput(assembly);
  if (linking !== 'fixed') {
    const listed = linking === 'relr' ? absolute : [...relative, ...absolute];
    for (const { at, to } of listed) {
      relocations.word(DATA + at);
      const symbol = to.part === 'external' ? symbols.indexOf(to.symbol) + 1 : 0;
      relocationInfo(relocations, assembly, symbol, symbol === 0 ? target.relative : target.absolute);
      if (addends || linking === 'relr') relocations.word(addressOf(to));
    }
  }
  const table = DATA + data.append(relocations.bytes);
  const relr = new ElfOutput(assembly);
  if (linking === 'relr')
    writeRelr(
      relr,
      assembly,
      relative.map(({ at }) => DATA + at),
    );
  const relrAt = DATA + data.append(relr.bytes);
  const symbolBytes = symbolTable(
    assembly,
    symbols.map((name) => ({ name: names.offsetOf(name), section: 0, value: 0, kind: 0x11 })),
  );
  const symbolsAt = DATA + data.append(symbolBytes);
  const namesAt = DATA + data.append(names.bytes);
  data.padTo(Math.ceil(data.at / 8) * 8);
  const dynamicAt = DATA + data.at;
  const withAddends = linking === 'rela' || linking === 'relr';
  const entries = [
    [5, namesAt],
    [10, names.bytes.length],
    [6, symbolsAt],
    ...(withAddends
      ? [
          [7, table],
          [8, relocations.at],
        ]
      : [
          [17, table],
          [18, relocations.at],
        ]),
    ...(linking === 'relr'
      ? [
          [36, relrAt],
          [35, relr.at],
        ]
      : []),
    [0, 0],
  ];
  for (const [tag = 0, value = 0] of entries) data.word(tag).word(value);
  const file = new ElfOutput(assembly);
  const dataEnd = DATA + data.at;
  const parts: Part[] = [
    { type: 1, flags: 6, start: TEXT.start, size: TEXT.size },
    { type: 1, flags: 2, start: RODATA, size: assembly.rodata.length },
    { type: 1, flags: 3, start: DATA, size: data.at },
  ];
  const sectionsAt = sections ? Math.ceil(dataEnd / 8) * 8 : 0;
  header(file, assembly, {
    type: linking === 'fixed' ? 2 : 3,
    machine: target.machine,
    segments: 5,
    sections: sections ? 4 : 0,
    sectionsAt,
    names: 0,
  });
  for (const [part, flags] of parts.map((part, index) => [part, [5, 4, 6][index] ?? 4] as const))
    segment(file, wordSize, 1, flags, part);
  segment(file, wordSize, 3, 4, { type: 3, flags: 0, start: RODATA, size: 1 });
  if (linking === 'fixed') segment(file, wordSize, 0x6474e551, 6, { type: 0, flags: 0, start: 0, size: 0 });
  else segment(file, wordSize, 2, 6, { type: 2, flags: 0, start: dynamicAt, size: entries.length * 2 * wordSize });
  file.padTo(TEXT.start).padTo(RODATA).append(assembly.rodata);
  file.padTo(DATA).append(data.bytes);
  if (sections) {
    file.padTo(sectionsAt);
    for (const part of [{ type: 0, flags: 0, start: 0, size: 0 }, ...parts])
      section(file, { ...part, offset: part.start, name: 0 });
  }
  return Uint8Array.from(file.bytes);
}

function segment(file: ElfOutput, wordSize: 4 | 8, type: number, flags: number, { start, size }: Part): void {
  file.put(type, 4);
  if (wordSize === 8) file.put(flags, 4);
  file.word(start).word(start).word(start).word(size).word(size);
  if (wordSize === 4) file.put(flags, 4);
  file.word(1);
}

/** An address for each run of places, then bitmaps. */
function writeRelr(output: ElfOutput, assembly: Assembly, places: readonly number[]): void {
  const { wordSize } = assembly;
  const left = [...places].sort((a, b) => a - b);
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    output.word(first);
    const base = first + wordSize;
    const reach = (wordSize * 8 - 1) * wordSize;
    let bits = 1n;
    for (let next = left[0]; next !== undefined && next < base + reach; next = left[0]) {
      bits |= 1n << BigInt((next - base) / wordSize + 1);
      left.shift();
    }
    if (bits !== 1n) writeBitmap(output, assembly, bits);
  }
}

function writeBitmap(output: ElfOutput, { wordSize, littleEndian }: Assembly, bits: bigint): void {
  const halves = [Number(bits & 0xffff_ffffn), Number(bits >> 32n)].slice(0, wordSize / 4);
  for (const half of littleEndian ? halves : halves.reverse()) output.put(half, 4);
}
