import type { KnownFailing } from '../campaign/known-failing/audit.ts';
import type { KnownList } from '../campaign/known-failing/entry.ts';
import { parseKnownFailing } from '../campaign/known-failing/parse.ts';
import { formatEntry, formatKnownFailing, updateKnown } from '../campaign/known-failing/update.ts';
import type { CampaignResult } from '../campaign/result.ts';
import { readText, writeAtomic } from './files.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** Reads the list of `--known-failing`. `mayBeNew`: a missing file is an empty list. */
export async function readKnownFailing(path: string, mayBeNew: boolean): Promise<KnownList | CommandProblem> {
  const text = await readText(path);
  if (typeof text !== 'string' && !(mayBeNew && text.code === 'ENOENT')) {
    return usageProblem(`--known-failing: ${path} cannot be read (${text.code})`);
  }
  const parsed = parseKnownFailing(typeof text === 'string' ? text : '', path);
  return 'problem' in parsed ? usageProblem(`--known-failing: ${parsed.problem}`) : parsed;
}

/** A problem if two lines of the list match the same failure. */
export function ambiguityOf({ list, ambiguities }: KnownFailing): CommandProblem | null {
  const [first] = ambiguities;
  if (first === undefined) return null;
  const { law, rule, run, lines } = first;
  const places = lines.map((line) => `${list.file}:${line}`).join(' and ');
  return usageProblem(
    `--known-failing: ${places} both match the violation of ${rule} by ${law} in run ${run}; make one of them more specific`,
  );
}

/** What does not fail in a part of the runs may fail in the others. */
function incompleteText(file: string, { stopped, cases, runs }: CampaignResult): string[] {
  if (stopped === null && cases >= runs) return [];
  const why = stopped === null ? '' : ` (${stopped})`;
  return [`${file} may be incomplete: the run ended after ${cases} of ${runs} runs${why}`];
}

/** Updates the list with the failures of this run and returns a text of the changes. */
export async function rewriteKnownFailing(
  known: KnownFailing,
  result: CampaignResult,
): Promise<string | CommandProblem> {
  const { list, added, removed } = updateKnown(known, result.laws);
  const { file } = list;
  const error = await writeAtomic(file, formatKnownFailing(list));
  if (error !== null) return usageProblem(`--update-known: ${file} cannot be written (${error.code})`);
  const changes = [
    ...removed.map((entry) => `- ${formatEntry(entry)}`),
    ...added.map((entry) => `+ ${formatEntry(entry)}`),
  ];
  const counts = `${file}: ${added.length} added, ${removed.length} removed, ${list.entries.length} in total`;
  return [counts, ...changes, ...incompleteText(file, result)].map((line) => `${line}\n`).join('');
}
