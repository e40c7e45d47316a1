import { type Assembly } from './assembly.ts';
import type { ElfOutput } from './elf-output.ts';

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

export const TEXT = { start: 0x400, size: 0x200 };

export function header(
  output: ElfOutput,
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

export interface Part {
  readonly type: number;
  readonly flags: number;
  readonly start: number;
  readonly size: number;
  readonly link?: number;
  readonly info?: number;
}

export function section(
  file: ElfOutput,
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
