import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file beside its place and renames it, so that no reader ever finds
 * half of it. Returns null, or the reason why it could not be written (`EACCES`).
 */
export async function writeWhole(path: string, text: string): Promise<string | null> {
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
    return null;
  } catch (error) {
    await rm(beside, { force: true });
    return reason(error);
  }
}

/** The code of a system error, or its text. */
export function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
