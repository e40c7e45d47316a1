import { refuse } from '../problem.ts';
import type { ByteSource } from './byte-source.ts';
import { NumberView, type Format } from './format.ts';
import { machineNames, machineOf, type ElfMachine } from './machines.ts';

/** `e_type`. */
export type FileType = 'relocatable' | 'program' | 'shared';

/** What the header of an ELF file says (ELF gABI, "ELF Header"). Counts are as given: 0 and 0xffff have meanings. */
export interface ElfHeader {
  readonly format: Format;
  readonly machine: ElfMachine;
  readonly type: FileType;
  readonly flags: number;
  readonly programHeaders: { readonly offset: number; readonly size: number; readonly count: number };
  readonly sectionHeaders: { readonly offset: number; readonly size: number; readonly count: number };
  readonly sectionNames: number;
}

export function isElf(source: ByteSource): boolean {
  if (source.size < 16) return false;
  const [a, b, c, d] = source.read(0, 4);
  return a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46;
}

/** Reads the header. The source must begin with the mark (`isElf`). */
export function readHeader(source: ByteSource): ElfHeader {
  const identity = source.read(0, 16);
  const format = formatOf(identity[4], identity[5]);
  const wide = format.wordSize === 8;
  const size = wide ? 64 : 52;
  if (source.size < size) refuse('the file is cut inside its ELF header');
  const view = new NumberView(source.read(0, size), format);
  const number = view.u16(18);
  const machine = machineOf(number, format.wordSize);
  if (machine === undefined) {
    refuse(
      `programs for ELF machine ${number} (${format.wordSize * 8} bits) cannot be read; known: ${machineNames.join(', ')}`,
    );
  }
  const counts = wide ? 52 : 40;
  return {
    format,
    machine,
    type: typeOf(view.u16(16)),
    flags: view.u32(wide ? 48 : 36),
    programHeaders: { offset: view.word(wide ? 32 : 28), size: view.u16(counts + 2), count: view.u16(counts + 4) },
    sectionHeaders: { offset: view.word(wide ? 40 : 32), size: view.u16(counts + 6), count: view.u16(counts + 8) },
    sectionNames: view.u16(counts + 10),
  };
}

function formatOf(width: number | undefined, order: number | undefined): Format {
  if (width !== 1 && width !== 2) refuse(`an ELF file of class ${width ?? 'none'}, which is neither 32-bit nor 64-bit`);
  if (order !== 1 && order !== 2)
    refuse(`an ELF file of byte order ${order ?? 'none'}, which is neither little nor big endian`);
  return { wordSize: width === 1 ? 4 : 8, littleEndian: order === 1 };
}

function typeOf(type: number): FileType {
  switch (type) {
    case 1:
      return 'relocatable';
    case 2:
      return 'program';
    case 3:
      return 'shared';
    default:
      return refuse(`an ELF file of type ${type}: neither a program, a shared object nor a relocatable object`);
  }
}
