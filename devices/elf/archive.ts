import { dirname, resolve } from 'node:path';
import { refuse } from '../problem.ts';
import { slice, type ByteSource } from './byte-source.ts';

const HEADER = 60;

/** Whether a file is an archive of `ar`, thin ones included. */
export function isArchive(source: ByteSource): boolean {
  if (source.size < 8) return false;
  const mark = Buffer.from(source.read(0, 8)).toString('latin1');
  return mark === '!<arch>\n' || mark === '!<thin>\n';
}

/** A member of an archive: its name, and its bytes; of a thin archive the path of the file that has them. */
export type ArchiveMember =
  { readonly name: string; readonly source: ByteSource } | { readonly name: string; readonly path: string };

/** The members of an archive (GNU and BSD names), without its tables of symbols and names. */
export function archiveMembers(source: ByteSource, path: string): ArchiveMember[] {
  const thin = Buffer.from(source.read(0, 8)).toString('latin1') === '!<thin>\n';
  const members: ArchiveMember[] = [];
  let longNames = '';
  for (let at = 8; at + HEADER <= source.size;) {
    const header = Buffer.from(source.read(at, HEADER)).toString('latin1');
    const size = Number.parseInt(header.slice(48, 58), 10);
    if (!header.endsWith('`\n') || !(size >= 0)) refuse('the archive is damaged: a member has no header');
    const given = header.slice(0, 16).trimEnd();
    const special = given === '/' || given === '/SYM64/' || given === '//' || given.startsWith('__.SYMDEF');
    const start = at + HEADER;
    if (given === '//') longNames = Buffer.from(source.read(start, size)).toString('latin1');
    if (!special) {
      const name = memberName(given, longNames);
      members.push(thin ? { name, path: resolve(dirname(path), name) } : memberInside(source, { name, start, size }));
    }
    at = start + (thin && !special ? 0 : size + (size & 1));
  }
  return members;
}

function memberName(given: string, longNames: string): string {
  if (!/^\/\d+$/.test(given)) return given.replace(/\/$/, '');
  const from = Number(given.slice(1));
  const end = longNames.indexOf('\n', from);
  return longNames.slice(from, end < 0 ? undefined : end).replace(/\/$/, '');
}

function memberInside(
  source: ByteSource,
  { name, start, size }: { name: string; start: number; size: number },
): ArchiveMember {
  const long = /^#1\/(\d+)$/.exec(name);
  const skip = Number(long?.[1] ?? 0);
  if (skip === 0) return { name, source: slice(source, start, size) };
  const text = Buffer.from(source.read(start, skip)).toString('latin1').replace(/\0+$/, '');
  return { name: text, source: slice(source, start + skip, size - skip) };
}
