import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RuleCoverage } from '../campaign/coverage/rule-coverage.ts';
import type { GeneratedResult } from '../campaign/result.ts';
import type { LastCheck } from '../report/rule-entries.ts';
import { rules, type RuleId } from '../spec/rules/rules.ts';
import { homeFolder } from '../qemu/home.ts';
import { readText, writeAtomic } from './files.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** The file that stores the last check, in the same folder as the built engines. */
export function lastCheckFile(env: NodeJS.ProcessEnv): string {
  return join(homeFolder(undefined, env), 'last-check.json');
}

/** Stores how often a check tested each rule. A file that cannot be written is ignored: the check itself is valid. */
export async function saveLastCheck(
  file: string,
  { engine, dialect, seed, ruleCoverage }: GeneratedResult,
): Promise<void> {
  const { name, version } = engine;
  await mkdir(dirname(file), { recursive: true }).catch(() => undefined);
  const time = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  await writeAtomic(
    file,
    `${JSON.stringify({ engine: { name, version }, dialect, seed, time, ruleCoverage }, null, 2)}\n`,
  );
}

/** Loads the stored check; null if there is none. */
export async function loadLastCheck(file: string): Promise<LastCheck | null> {
  const text = await readText(file);
  return typeof text === 'string' ? lastCheckOf(text) : null;
}

/** Reads the output of `check --json`, or a stored check. */
export async function readLastCheck(file: string): Promise<LastCheck | CommandProblem> {
  const text = await readText(file);
  if (typeof text !== 'string') return usageProblem(`--last: ${file} cannot be read (${text.code})`);
  return lastCheckOf(text) ?? usageProblem(`--last: ${file} is not the output of 'check --json'`);
}

function lastCheckOf(text: string): LastCheck | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const engine = partOf(json, 'engine');
  const [name, version, dialect, seed] = [
    partOf(engine, 'name'),
    partOf(engine, 'version'),
    partOf(json, 'dialect'),
    partOf(json, 'seed'),
  ];
  const ruleCoverage = readRuleCoverage(partOf(json, 'ruleCoverage'));
  if (
    typeof name !== 'string' ||
    typeof version !== 'string' ||
    typeof dialect !== 'string' ||
    typeof seed !== 'number' ||
    ruleCoverage === null
  )
    return null;
  const time = partOf(json, 'time');
  return { engine: `${name} ${version}`, dialect, seed, time: typeof time === 'string' ? time : null, ruleCoverage };
}

function readRuleCoverage(json: unknown): RuleCoverage | null {
  const cases = partOf(json, 'cases');
  const counts = partOf(json, 'rules');
  if (typeof cases !== 'number' || typeof counts !== 'object' || counts === null) return null;
  const known: Partial<Record<RuleId, number>> = {};
  for (const { id } of rules) {
    const n = partOf(counts, id);
    if (typeof n === 'number') known[id] = n;
  }
  return { cases, rules: known };
}

function partOf(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined;
}
