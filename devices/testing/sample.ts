import { descriptionLayouts, fieldLayouts } from '../tables/layouts.ts';
import { Assembly } from './assembly.ts';
import { elfFile, type ElfOptions, type Processor } from './elf-file.ts';
import { TableWriter, type Dress } from './tables.ts';

interface SampleProcessor extends Processor {
  readonly wordSize: 4 | 8;
  readonly littleEndian: boolean;
}

export type ProcessorName = 'x86-64' | 'aarch64' | 'ppc64' | 's390x' | 'riscv64' | 'arm' | 'ppc';

/** As the processors' ELF supplements number them. */
export const processors: Readonly<Record<ProcessorName, SampleProcessor>> = {
  'x86-64': { machine: 62, relative: 8, absolute: 1, wordSize: 8, littleEndian: true },
  aarch64: { machine: 183, relative: 1027, absolute: 257, wordSize: 8, littleEndian: true },
  ppc64: { machine: 21, relative: 22, absolute: 38, wordSize: 8, littleEndian: true },
  s390x: { machine: 22, relative: 12, absolute: 22, wordSize: 8, littleEndian: false },
  riscv64: { machine: 243, relative: 3, absolute: 2, wordSize: 8, littleEndian: true },
  arm: { machine: 40, relative: 23, absolute: 2, wordSize: 4, littleEndian: true },
  ppc: { machine: 20, relative: 22, absolute: 1, wordSize: 4, littleEndian: false },
};

function dress(field: number, description: number, end: number): Dress {
  const [fields, descriptions] = [fieldLayouts[field], descriptionLayouts[description]];
  if (fields === undefined || descriptions === undefined) throw new Error('there is no such layout');
  return { field: fields, description: descriptions, end, wideInfos: description === 1 };
}

export type DressName = '7.2' | '10.0' | '10.2' | '11.1.1' | '11.1.3';

/** The tables of releases. */
export const dresses: Readonly<Record<DressName, Dress>> = {
  '7.2': dress(0, 0, 0),
  '10.0': dress(0, 0, 0x10000),
  '10.2': dress(0, 1, 0x10000),
  '11.1.1': dress(1, 1, 0x20000),
  '11.1.3': dress(2, 1, 0x20000),
};

export interface SampleOptions extends Omit<ElfOptions, 'processor'> {
  readonly processor: ProcessorName;
  readonly dress: DressName;
  /** Whether QEMU's own infos are another file's, as in a module. */
  readonly module?: boolean;
}

/** A program with a device of all sorts: a struct, an own info, counted arrays, a subsection, a hook, a test. */
export function sampleFile({ processor, dress: name, module = false, ...options }: SampleOptions): Uint8Array {
  const { wordSize, littleEndian } = processors[processor];
  const out = new Assembly(wordSize, littleEndian);
  const tables = new TableWriter(out, dresses[name]);
  const uint32 = module ? ({ part: 'external', symbol: 'vmstate_info_uint32' } as const) : tables.info('uint32');
  const uint16 = module ? ({ part: 'external', symbol: 'vmstate_info_uint16' } as const) : tables.info('uint16');
  const own = tables.info('pci config');
  const ring = tables.description({
    name: 'ring',
    version_id: 2,
    minimum_version_id: 1,
    fields: [
      { name: 'n', size: 4, flags: 1, info: uint32 },
      { name: 'slots', offset: 8, size: 2, flags: 0x80 | 2, info: uint16, count: { offset: 6, width: 2 } },
    ],
  });
  const extra = tables.description({
    name: 'dev/extra',
    version_id: 1,
    minimum_version_id: 1,
    needed: out.code(3),
    fields: [{ name: 'late', offset: 96, size: 4, flags: 1, info: uint32 }],
  });
  tables.description({
    name: 'dev',
    version_id: 3,
    minimum_version_id: 1,
    post_load: out.code(4),
    subsections: [extra],
    fields: [
      { name: 'config', size: 64, flags: 0x20, info: own },
      { name: 'regs', offset: 64, size: 4, num: 4, flags: 4, info: uint32, version_id: 2 },
      { name: 'rings', offset: 80, size: 16, num: 1, flags: 4 | 8, vmsd: ring, field_exists: out.code(5) },
    ],
  });
  return elfFile(out, { ...options, processor: processors[processor] });
}
