import { bytesOf, type Assembly, type Target } from './assembly.ts';

/** How a test's program is linked. `fixed`: at fixed addresses, without relocations. */
export type Linking = 'rela' | 'rel' | 'relr' | 'fixed' | 'object';

/** Numbers of a processor: `e_machine`, and its relocations that store an address. */
export interface Processor {
  readonly machine: number;
  readonly relative: number;
  readonly absolute: number;
}

export interface ElfOptions {
  readonly linking: Linking;
  readonly processor: Processor;
  /** Whether the file keeps its section headers; an object always does. */
  readonly sections: boolean;
}

const TEXT = { start: 0x400, size: 0x200 };
const RODATA = 0x800;
const DATA = 0x4000;

/** An ELF file of a test. Every part of a linked one lies at its own address in the file. */
export function elfFile(assembly: Assembly, options: ElfOptions): Uint8Array {
  return options.linking === 'object' ? objectFile(assembly, options) : linkedFile(assembly, options);
}

class Output {
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

function header(
  output: Output,
  assembly: Assembly,
  parts: { type: number; machine: number; segments: number; sections: number; sectionsAt: number; names: number },
): void {
  const wide = assembly.wordSize === 8;
  output.append([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, assembly.littleEndian ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const size = wide ? 64 : 52;
  output.put(parts.type, 2).put(parts.machine, 2).put(1, 4).word(0);
  output
    .word(parts.segments === 0 ? 0 : size)
    .word(parts.sectionsAt)
    .put(assembly.wordSize === 8 && !assembly.littleEndian ? 0 : 2, 4);
  output
    .put(size, 2)
    .put(wide ? 56 : 32, 2)
    .put(parts.segments, 2)
    .put(wide ? 64 : 40, 2)
    .put(parts.sections, 2)
    .put(parts.names, 2);
}

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

interface Part {
  readonly type: number;
  readonly flags: number;
  readonly start: number;
  readonly size: number;
  readonly link?: number;
  readonly info?: number;
}

function linkedFile(assembly: Assembly, { linking, processor: target, sections }: ElfOptions): Uint8Array {
  const { wordSize } = assembly;
  const data = new Output(assembly);
  data.append(assembly.data);
  const symbols = externalsOf(assembly);
  const names = nameTable(symbols);
  const relative = assembly.fixups.filter(({ to }) => to.part !== 'external');
  const absolute = assembly.fixups.filter(({ to }) => to.part === 'external');
  const addends = linking === 'rela';
  if (!addends) for (const { at, to } of relative) patch(data, at, addressOf(to), assembly);
  data.padTo(Math.ceil(data.at / 8) * 8);
  const relocations = new Output(assembly);
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
  const relr = new Output(assembly);
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
  const file = new Output(assembly);
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

function segment(file: Output, wordSize: 4 | 8, type: number, flags: number, { start, size }: Part): void {
  file.put(type, 4);
  if (wordSize === 8) file.put(flags, 4);
  file.word(start).word(start).word(start).word(size).word(size);
  if (wordSize === 4) file.put(flags, 4);
  file.word(1);
}

function section(
  file: Output,
  { name, type, flags, start, offset, size, link = 0, info = 0 }: Part & { offset: number; name: number },
): void {
  file
    .put(name, 4)
    .put(type, 4)
    .word(flags)
    .word(start)
    .word(offset)
    .word(size)
    .put(link, 4)
    .put(info, 4)
    .word(8)
    .word(0);
}

function relocationInfo(output: Output, { wordSize }: Assembly, symbol: number, type: number): void {
  output.word(wordSize === 8 ? symbol * 2 ** 32 + type : symbol * 256 + type);
}

/** An address for each run of places, then bitmaps. */
function writeRelr(output: Output, assembly: Assembly, places: readonly number[]): void {
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

function writeBitmap(output: Output, { wordSize, littleEndian }: Assembly, bits: bigint): void {
  const halves = [Number(bits & 0xffff_ffffn), Number(bits >> 32n)].slice(0, wordSize / 4);
  for (const half of littleEndian ? halves : halves.reverse()) output.put(half, 4);
}

function patch(output: Output, at: number, value: number, { wordSize, littleEndian }: Assembly): void {
  bytesOf(value, wordSize, littleEndian).forEach((byte, index) => {
    output.bytes[at + index] = byte;
  });
}

function externalsOf({ fixups }: Assembly): string[] {
  return [...new Set(fixups.flatMap(({ to }) => (to.part === 'external' ? [to.symbol] : [])))];
}

interface NameTable {
  readonly bytes: readonly number[];
  offsetOf(name: string): number;
}

function nameTable(names: readonly string[]): NameTable {
  const bytes: number[] = [0];
  const offsets = new Map(names.map((name) => [name, bytes.push(...Buffer.from(name, 'latin1'), 0) - name.length - 1]));
  return { bytes, offsetOf: (name) => offsets.get(name) ?? 0 };
}

interface SymbolEntry {
  readonly name: number;
  readonly section: number;
  readonly value: number;
  readonly kind: number;
}

function symbolTable(assembly: Assembly, entries: readonly SymbolEntry[]): number[] {
  const output = new Output(assembly);
  for (const { name, section: index, value, kind } of [{ name: 0, section: 0, value: 0, kind: 0 }, ...entries]) {
    output.put(name, 4);
    if (assembly.wordSize === 8) output.put(kind, 1).put(0, 1).put(index, 2).word(value).word(0);
    else output.word(value).word(0).put(kind, 1).put(0, 1).put(index, 2);
  }
  return output.bytes;
}

/** Sections 1 to 3 are text, rodata and data, as are the symbols 1 to 3. */
function objectFile(assembly: Assembly, { processor: target }: ElfOptions): Uint8Array {
  const externals = externalsOf(assembly);
  const names = nameTable(externals);
  const parts = ['text', 'rodata', 'data'];
  const addends = assembly.wordSize === 8;
  const data = new Output(assembly);
  data.append(assembly.data);
  const relocations = new Output(assembly);
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
  const body = new Output(assembly);
  const headerSize = assembly.wordSize === 8 ? 64 : 52;
  const placed = contents.map(([part, bytes]) => {
    body.padTo(Math.ceil(body.at / 8) * 8);
    const offset = headerSize + body.append(bytes);
    return { ...part, start: 0, name: 0, offset, size: bytes.length };
  });
  const file = new Output(assembly);
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
