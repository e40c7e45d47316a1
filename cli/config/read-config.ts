import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Decoded } from '../../vmstate/issue.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { schemaReader } from '../../vmstate/schema-check.ts';
import { readText } from '../files.ts';
import { usageProblem, type CommandProblem } from '../outcome.ts';
import type { Config } from './config.ts';
import { validators } from './validators.ts';

/** The names that are looked for in the current folder. */
const NAMES = ['vmstate-conformance.config.json', 'vmstate-conformance.config.ts'] as const;

const readConfigText: (text: string) => Decoded<Config> = schemaReader(validators.config);

/** A configuration and where it comes from. */
export interface ConfigFile {
  readonly kind: 'config';
  /** Null: there is none. */
  readonly path: string | null;
  readonly config: Config;
}

/** Reads the file of `--config`, or the one in the current folder; an empty configuration if there is none. */
export async function readConfig(given: string | undefined): Promise<ConfigFile | CommandProblem> {
  const path = given ?? NAMES.find((name) => existsSync(name));
  if (path === undefined) return { kind: 'config', path: null, config: {} };
  if (/\.[cm]?ts$/.test(path) && !readsTypeScript())
    return usageProblem(
      `--config: ${path}: Node ${process.versions.node} does not read TypeScript: use Node 22.18 or later, or a .json or .mjs file`,
    );
  const text = /\.[cm]?[tj]s$/.test(path) ? moduleText(path) : await readText(path);
  if (typeof text !== 'string')
    return usageProblem(`--config: ${path} cannot be read (${'code' in text ? text.code : text.problem})`);
  const read = readConfigText(text);
  if (!read.ok) return usageProblem(`--config: ${path}: ${issuesText(read.issues, 'config')}`);
  return { kind: 'config', path, config: read.value };
}

/** Node reads TypeScript from 22.18 on, unless it is told not to. */
function readsTypeScript(): boolean {
  return 'typescript' in process.features && Boolean(process.features.typescript);
}

/** The default export of a module as JSON. */
function moduleText(path: string): string | { readonly problem: string } {
  try {
    const exported: unknown = createRequire(import.meta.url)(resolve(path));
    const config: unknown =
      typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : exported;
    if (typeof config !== 'object' || config === null) return { problem: 'it exports no object' };
    return JSON.stringify(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: message.split('\n').find((line) => line.trim() !== '') ?? message };
  }
}
