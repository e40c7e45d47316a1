import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Exercise } from '../campaign/coverage/rule-coverage.ts';
import type { CampaignResult } from '../campaign/result.ts';
import type { LastCheck } from '../report/rule-entries.ts';
import { rules, type RuleId } from '../spec/rules/rules.ts';
import { homeFolder } from '../qemu/home.ts';
import { usageProblem, type Problem } from './problem.ts';
import { reason, writeWhole } from './write-whole.ts';

/** Where the last check is remembered: beside the engines that are built. */
export function lastCheckFile(env: NodeJS.ProcessEnv): string {
  return join(homeFolder(undefined, env), 'last-check.json');
}

/**
 * Remembers how often a check put each rule to the test. A place that cannot
 * be written to is no fault of the check: then nothing is remembered.
 */
export async function rememberCheck(file: string, { engine, dialect, seed, exercise }: CampaignResult): Promise<void> {
  if (exercise === undefined) return;
  const { name, version } = engine;
  await mkdir(dirname(file), { recursive: true }).catch(() => undefined);
  await writeWhole(file, `${JSON.stringify({ engine: { name, version }, dialect, seed, exercise }, null, 2)}\n`);
}

/** What is remembered; null when nothing is. */
export async function recallCheck(file: string): Promise<LastCheck | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : lastCheckOf(text);
}

/** Reads what `check --json` printed, or what a check has remembered. */
export async function readLastCheck(file: string): Promise<LastCheck | Problem> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return usageProblem(`--last: ${file} cannot be read (${reason(error)})`);
  }
  return lastCheckOf(text) ?? usageProblem(`--last: ${file} is not what 'check --json' prints`);
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
  const exercise = exerciseOf(partOf(json, 'exercise'));
  if (
    typeof name !== 'string' ||
    typeof version !== 'string' ||
    typeof dialect !== 'string' ||
    typeof seed !== 'number' ||
    exercise === null
  )
    return null;
  return { engine: `${name} ${version}`, dialect, seed, exercise };
}

function exerciseOf(json: unknown): Exercise | null {
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
