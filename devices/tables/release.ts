import type { ElfMemory } from '../elf/memory.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Found } from './find.ts';

/** The release as `--version` prints it, `10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)`; a module does not say. */
export function releaseOf(memory: ElfMemory): string | undefined {
  return behind('QEMU emulator version ', /^\d+\.\d+[ -~]*/, memory)?.trimEnd();
}

/**
 * The hash of the build: a program has it as a text, and each of its modules as
 * the name of a symbol (util/module.c, `DSO_STAMP_FUN`); builds without modules have none.
 */
export function buildOf(memory: ElfMemory): string | undefined {
  return behind('qemu_stamp_', /^[0-9a-f]{32,64}(?=\0)/, memory);
}

/** The text of a pattern that lies behind a mark. */
function behind(mark: string, pattern: RegExp, { regions }: ElfMemory): string | undefined {
  for (const { bytes } of regions) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = buffer.indexOf(mark, 0, 'latin1');
    if (at < 0) continue;
    const text = buffer.subarray(at + mark.length, at + mark.length + 200).toString('latin1');
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  return undefined;
}

/** The dialect of a release; without one, the oldest that has such tables. */
export function dialectOf(release: string | undefined, found: Pick<Found, 'numbering' | 'descriptionLayout'>): Dialect {
  const version = /^(\d+)\.(\d+)/.exec(release ?? '');
  if (version !== null) return dialectOfVersion(Number(version[1]) * 100 + Number(version[2]));
  switch (found.numbering.name) {
    case '7.2':
      return 'qemu-7.2';
    case '8.0 to 11.0':
      return found.descriptionLayout.name === '7.2 to 10.1' ? 'qemu-10.0' : 'qemu-10.2';
    default:
      return 'qemu-11.1';
  }
}

/** 11.0 is of the dialect of 10.2: the new meaning of sizes came with 11.1. */
function dialectOfVersion(version: number): Dialect {
  if (version < 800) return 'qemu-7.2';
  if (version < 1002) return 'qemu-10.0';
  return version < 1101 ? 'qemu-10.2' : 'qemu-11.1';
}
