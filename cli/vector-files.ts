import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readVectors, type ReadFile } from '../campaign/vectors/read.ts';
import { INDEX, SCHEMA, type NamedText } from '../campaign/vectors/set.ts';
import { FORMAT } from '../campaign/vectors/vector.ts';
import { usageProblem, type Problem } from './problem.ts';
import { reason } from './write-whole.ts';

/**
 * Writes a set into a folder beside its place and renames it, so that no reader
 * ever finds parts of two sets. Only an empty folder, or one that holds a set,
 * is replaced.
 */
export async function writeSet(folder: string, files: readonly NamedText[]): Promise<Problem | null> {
  const place = resolve(folder);
  const there = await readdir(place).catch(() => null);
  if (there !== null && there.length > 0 && !(await holdsSet(place))) {
    return usageProblem(`--out: ${folder} holds other things than vectors; name a folder of their own`);
  }
  const beside = `${place}.${process.pid}.new`;
  const old = `${place}.${process.pid}.old`;
  try {
    await mkdir(dirname(place), { recursive: true });
    await mkdir(beside);
    for (const { name, text } of files) await writeFile(join(beside, name), text);
    if (there !== null) await rename(place, old);
    await rename(beside, place);
    return null;
  } catch (error) {
    return usageProblem(`--out: ${folder} cannot be written (${reason(error)})`);
  } finally {
    await rm(beside, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** Whether the folder was written by `writeSet`, and nobody has put anything else there. */
async function holdsSet(folder: string): Promise<boolean> {
  const index = await readIndex(folder);
  if (index === null) return false;
  const ours = new Set([INDEX, SCHEMA, ...index]);
  return (await readdir(folder)).every((name) => ours.has(name));
}

/** The files of vectors that the index of a set names; null without an index. */
async function readIndex(folder: string): Promise<string[] | null> {
  const text = await readFile(join(folder, INDEX), 'utf8').catch(() => null);
  if (text === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== FORMAT) return null;
  if (!('files' in json) || !Array.isArray(json.files)) return null;
  const files: readonly unknown[] = json.files;
  return files.flatMap((file) =>
    typeof file === 'object' && file !== null && 'name' in file && typeof file.name === 'string' ? [file.name] : [],
  );
}

/** Reads every file of a set. */
export async function readSet(folder: string): Promise<ReadFile[] | Problem> {
  const names = await readIndex(folder);
  if (names === null) return usageProblem(`--check: ${folder} holds no vectors: there is no ${INDEX} of them`);
  const files: ReadFile[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8').catch((error: unknown) => ({ unreadable: reason(error) }));
    if (typeof text !== 'string')
      return usageProblem(`--check: ${join(folder, name)} cannot be read (${text.unreadable})`);
    const read = readVectors(text);
    if ('problem' in read) return usageProblem(`--check: ${join(folder, name)} is no file of vectors: ${read.problem}`);
    files.push(read);
  }
  return files;
}
