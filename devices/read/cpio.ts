import { refuse } from '../problem.ts';

/** A file or a symbolic link of an archive; of a link, `data` is where it leads. */
export interface CpioEntry {
  /** Relative, without `.` and `..`. */
  readonly name: string;
  readonly type: 'file' | 'link';
  readonly data: Buffer;
}

/** The header of the format "newc": 6 digits of magic, then 13 hexadecimal numbers of 8 digits. */
const HEADER = 110;
const AT = { mode: 14, size: 54, nameSize: 94 } as const;

/** Reads an archive of cpio's format "newc", with or without checksums. */
export function* cpioEntries(archive: Buffer): Generator<CpioEntry> {
  for (let at = 0; at + HEADER <= archive.length;) {
    const magic = archive.toString('latin1', at, at + 6);
    if (magic === '07070X') return refuse('its files are too large for cpio (a format of rpm 4.12 that is not read)');
    if (magic !== '070701' && magic !== '070702') return refuse('its payload is no cpio archive');
    const [mode, size, nameSize] = [AT.mode, AT.size, AT.nameSize].map((field) =>
      parseInt(archive.toString('latin1', at + field, at + field + 8), 16),
    );
    if (!isNumber(mode) || !isNumber(size) || !isNumber(nameSize) || nameSize === 0)
      return refuse('its cpio archive is damaged');
    const start = aligned(at + HEADER + nameSize);
    const end = start + size;
    if (end > archive.length) return refuse('its cpio archive is cut off');
    const name = archive.toString('utf8', at + HEADER, at + HEADER + nameSize - 1);
    if (name === 'TRAILER!!!') return;
    const safe = safeName(name);
    const type = typeOf(mode);
    if (safe !== null && type !== null) yield { name: safe, type, data: archive.subarray(start, end) };
    at = aligned(end);
  }
  return refuse('its cpio archive is cut off');
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

function aligned(at: number): number {
  return at + (-at & 3);
}

/** Null: it would lie outside the folder that the archive is unpacked into. */
function safeName(name: string): string | null {
  const steps = name.split('/').filter((step) => step !== '' && step !== '.');
  return steps.length === 0 || steps.includes('..') || name.includes('\0') ? null : steps.join('/');
}

function typeOf(mode: number): CpioEntry['type'] | null {
  switch (mode & 0o170000) {
    case 0o100000:
      return 'file';
    case 0o120000:
      return 'link';
    default:
      return null;
  }
}
