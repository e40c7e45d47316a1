import { readFile } from 'node:fs/promises';
import type { KnownFailing } from '../campaign/known-failing/audit.ts';
import type { KnownList } from '../campaign/known-failing/entry.ts';
import { parseKnownFailing } from '../campaign/known-failing/parse.ts';
import { formatEntry, formatKnownFailing, updateKnown } from '../campaign/known-failing/update.ts';
import type { CampaignResult } from '../campaign/result.ts';
import { usageProblem, type Problem } from './problem.ts';
import { reason, writeWhole } from './write-whole.ts';

/** Reads the list of `--known-failing`; one that is to be written may not be there yet. */
export async function readKnownFailing(path: string, mayBeNew: boolean): Promise<KnownList | Problem> {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const why = reason(error);
    if (!mayBeNew || why !== 'ENOENT') return usageProblem(`--known-failing: ${path} cannot be read (${why})`);
  }
  const parsed = parseKnownFailing(text, path);
  return 'problem' in parsed ? usageProblem(`--known-failing: ${parsed.problem}`) : parsed;
}

/** A list in which two lines know the same failure cannot be judged by. */
export function ambiguityOf({ list, ambiguities }: KnownFailing): Problem | null {
  const [first] = ambiguities;
  if (first === undefined) return null;
  const { law, rule, run, lines } = first;
  const places = lines.map((line) => `${list.file}:${line}`).join(' and ');
  return usageProblem(
    `--known-failing: ${places} both match the violation of ${rule} by ${law} in run ${run}; make one of them narrower`,
  );
}

/** Writes the list as it is after this run, and says what changed. */
export async function rewriteKnownFailing(known: KnownFailing, result: CampaignResult): Promise<string | Problem> {
  const { list, added, removed } = updateKnown(known, result.laws);
  const { file } = list;
  const why = await writeWhole(file, formatKnownFailing(list));
  if (why !== null) return usageProblem(`--update-known: ${file} cannot be written (${why})`);
  const changes = [
    ...removed.map((entry) => `- ${formatEntry(entry)}`),
    ...added.map((entry) => `+ ${formatEntry(entry)}`),
  ];
  return [`${file}: ${added.length} added, ${removed.length} removed, ${list.entries.length} in all`, ...changes]
    .map((line) => `${line}\n`)
    .join('');
}
