import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { engineFolder, homeFolder, isEngineName } from './home.ts';

/** What `engine.json` beside a built engine says. */
export interface EngineManifest {
  readonly name: string;
  readonly release: string;
  readonly dialect: string;
  /** The version of the sources, patch level included. */
  readonly version: string;
  /** How to start it: the program and its arguments. */
  readonly command: readonly string[];
}

export const MANIFEST = 'engine.json';

export function parseManifest(text: string): EngineManifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, release, dialect, version, command } = value as Record<string, unknown>;
  if (typeof name !== 'string' || typeof release !== 'string') return undefined;
  if (typeof dialect !== 'string' || typeof version !== 'string') return undefined;
  if (!Array.isArray(command) || command.length === 0) return undefined;
  const words = command.filter((word): word is string => typeof word === 'string');
  if (words.length !== command.length) return undefined;
  return { name, release, dialect, version, command: words };
}

/** The engine built under this name, or undefined. */
export async function findEngine(name: string, home?: string): Promise<EngineManifest | undefined> {
  if (!isEngineName(name)) return undefined;
  try {
    return parseManifest(await readFile(join(engineFolder(name, home), MANIFEST), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Every engine that is built, by name. */
export async function listEngines(home?: string): Promise<EngineManifest[]> {
  let names: string[];
  try {
    names = await readdir(join(homeFolder(home), 'engines'));
  } catch {
    return [];
  }
  const found = await Promise.all(names.sort().map((name) => findEngine(name, home)));
  return found.filter((manifest) => manifest !== undefined);
}
