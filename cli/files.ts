import { access, constants, mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { freshName } from '../random/fresh.ts';

/** A file that could not be read or written: its path, and the system's error code (`EACCES`). */
export interface FileError {
  readonly kind: 'file-error';
  readonly path: string;
  readonly code: string;
}

/** Reads a text file. */
export async function readText(path: string): Promise<string | FileError> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return { kind: 'file-error', path, code: errorCode(error) };
  }
}

/**
 * Writes a file as a whole, from a text or from its parts: into a new file beside it, which then takes its place.
 * A link stays a link and the mode of what is replaced is kept; a device or a pipe
 * is written to, not replaced. Nobody can plant what is written into: the new file
 * has a name of its own, and must not exist.
 */
export async function writeAtomic(path: string, text: string | AsyncIterable<string>): Promise<FileError | null> {
  let temporary: string | null = null;
  try {
    const target = await targetOf(path);
    if (target.isSpecial) {
      await writeFile(target.path, text);
      return null;
    }
    temporary = join(dirname(target.path), `.${basename(target.path)}.${freshName()}.new`);
    const file = await open(temporary, 'wx', target.mode);
    try {
      if (typeof text === 'string') await file.writeFile(text);
      else for await (const part of text) await file.appendFile(part);
      // Not what the umask made of it.
      if (target.mode !== undefined) await file.chmod(target.mode);
    } finally {
      await file.close();
    }
    await rename(temporary, target.path);
    return null;
  } catch (error) {
    if (temporary !== null) await rm(temporary, { force: true }).catch(() => undefined);
    return { kind: 'file-error', path, code: errorText(errorCode(error)) };
  }
}

interface Target {
  /** Where a link leads. */
  readonly path: string;
  /** Undefined: there is no such file yet. */
  readonly mode: number | undefined;
  /** A device or a pipe. */
  readonly isSpecial: boolean;
}

async function targetOf(path: string): Promise<Target> {
  try {
    const real = await realpath(path);
    const stats = await stat(real);
    if (stats.isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' });
    return { path: real, mode: stats.mode & 0o777, isSpecial: !stats.isFile() };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { path, mode: undefined, isSpecial: false };
    throw error;
  }
}

/** What the codes of a failed write mean: not everybody knows them. */
const meanings: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'the quota is used up',
  EROFS: 'the file system is read-only',
  EFBIG: 'the file is too large',
  EIO: 'input/output error',
};

/** An error code with what it means, where that is no mistake in a path. */
export function errorText(code: string): string {
  const meaning = meanings[code];
  return meaning === undefined ? code : `${code}: ${meaning}`;
}

/** Makes a folder, if there is none, and says in words for the user why nothing can be kept in it; null: it can. */
export async function whyNotWritable(folder: string): Promise<string | null> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
    if ((await stat(folder)).isDirectory()) return null;
    return `${folder} is a file`;
  } catch (error) {
    const code = errorText(errorCode(error));
    const there = await nearestExisting(folder);
    if (there.isFile) return `${folder} cannot be made: ${there.path} is a file`;
    if (there.path === folder) return `${folder} cannot be written (${code})`;
    // /proc says ENOENT of whatever is to be made in it.
    return `${folder} cannot be made: ${there.path} takes no new folder${code === 'ENOENT' ? '' : ` (${code})`}`;
  }
}

/** Makes a folder and those above it. Node's own `recursive` never ends where a folder refuses new ones as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder).catch((again: unknown) => {
      // Another process was faster.
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}

/** A path, or the nearest folder above it that exists. */
async function nearestExisting(path: string): Promise<{ readonly path: string; readonly isFile: boolean }> {
  const found = await stat(path).catch(() => null);
  if (found !== null) return { path, isFile: !found.isDirectory() };
  return dirname(path) === path ? { path, isFile: false } : await nearestExisting(dirname(path));
}

/** The code of a system error, or the error's text. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
