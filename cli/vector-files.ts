import { issuesText } from '../vmstate/issue.ts';
import { sha256OfText } from '../vmstate/sha256.ts';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readVectors, type ReadFile } from '../campaign/vectors/read.ts';
import { INDEX, SCHEMA, type NamedText } from '../campaign/vectors/set.ts';
import { FORMAT } from '../campaign/vectors/vector.ts';
import { errorCode, readText } from './files.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/**
 * Writes a set atomically: into a temporary folder, which is renamed. Replaces
 * only an empty folder or one that holds a set.
 */
export async function writeSet(folder: string, files: readonly NamedText[]): Promise<CommandProblem | null> {
  const place = resolve(folder);
  const there = await readdir(place).catch(() => null);
  if (there !== null && there.length > 0 && !(await holdsSet(place))) {
    return usageProblem(`--out: ${folder} contains other files; give an empty folder or one that does not exist`);
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
    return usageProblem(`--out: ${folder} cannot be written (${errorCode(error)})`);
  } finally {
    await rm(beside, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** Whether the folder holds only files that `writeSet` wrote. */
async function holdsSet(folder: string): Promise<boolean> {
  const index = await readIndex(folder);
  if (index === null) return false;
  const ours = new Set([INDEX, SCHEMA, ...index.map(({ name }) => name)]);
  return (await readdir(folder)).every((name) => ours.has(name));
}

/** A file of a set, as its index lists it. */
interface Listed {
  readonly name: string;
  readonly sha256: string;
}

/** The vector files in a set's index; null without a valid index. */
async function readIndex(folder: string): Promise<Listed[] | null> {
  const text = await readText(join(folder, INDEX));
  if (typeof text !== 'string') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== FORMAT) return null;
  if (!('files' in json) || !Array.isArray(json.files)) return null;
  const files: readonly unknown[] = json.files;
  const listed: Listed[] = [];
  for (const file of files) {
    if (typeof file !== 'object' || file === null || !('name' in file) || !('sha256' in file)) return null;
    const { name, sha256 } = file;
    if (typeof name !== 'string' || typeof sha256 !== 'string') return null;
    listed.push({ name, sha256 });
  }
  return listed;
}

/** Reads every file of a set. */
export async function readSet(folder: string): Promise<ReadFile[] | CommandProblem> {
  const listed = await readIndex(folder);
  if (listed === null) return usageProblem(`--check: ${folder} contains no vectors: it has no valid ${INDEX}`);
  const files: ReadFile[] = [];
  for (const { name, sha256 } of listed) {
    // A set is one folder: its index names no other place.
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name))
      return usageProblem(
        `--check: ${INDEX} of ${folder} names ${JSON.stringify(name)}, which is no file of that folder`,
      );
    const path = join(folder, name);
    const text = await readText(path);
    if (typeof text !== 'string') return usageProblem(`--check: ${path} cannot be read (${text.code})`);
    if (sha256OfText(text) !== sha256)
      return usageProblem(`--check: ${path} is not the file of ${INDEX}: its SHA-256 differs`);
    const read = readVectors(text);
    if (!read.ok) return usageProblem(`--check: ${path} is not a vector file: ${issuesText(read.issues, 'vectors')}`);
    files.push(read.value);
  }
  return files;
}
