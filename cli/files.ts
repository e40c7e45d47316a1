import { readFile, rename, rm, writeFile } from 'node:fs/promises';

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

/** Writes a file atomically: into a temporary file beside it, which is renamed. */
export async function writeAtomic(path: string, text: string): Promise<FileError | null> {
  const temporary = `${path}.${process.pid}.new`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
    return null;
  } catch (error) {
    await rm(temporary, { force: true });
    return { kind: 'file-error', path, code: errorCode(error) };
  }
}

/** The code of a system error, or the error's text. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
