import type { Assembly } from './assembly.ts';
import { linkedFile } from './elf-linked.ts';
import { objectFile } from './elf-object.ts';
import type { ElfOptions } from './elf-parts.ts';

export type { ElfOptions, Linking, Processor } from './elf-parts.ts';

/** An ELF file of a test. Every part of a linked one lies at its own address in the file. */
export function elfFile(assembly: Assembly, options: ElfOptions): Uint8Array {
  return options.linking === 'object' ? objectFile(assembly, options) : linkedFile(assembly, options);
}
