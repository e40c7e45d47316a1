import type { LawResult } from '../result.ts';
import type { EntryResult, KnownFailing } from './audit.ts';
import { samePattern, type KnownEntry, type KnownList } from './entry.ts';

/** What becomes of a list when it is brought up to date. */
export interface Update {
  readonly list: KnownList;
  readonly added: readonly KnownEntry[];
  readonly removed: readonly KnownEntry[];
}

/** Takes out what passes now and adds what fails anew; what the run could not tell stays. */
export function updateKnown({ list, entries }: KnownFailing, results: readonly LawResult[]): Update {
  const ofOutcome = (passes: boolean): KnownEntry[] =>
    entries.filter(({ outcome }: EntryResult) => (outcome === 'passes') === passes).map(({ entry }) => entry);
  const added: KnownEntry[] = [];
  for (const { law, failing } of results) {
    for (const { rule } of failing) {
      const pattern = { law: law.id, rule, case: null };
      if (added.some((entry) => samePattern(entry.pattern, pattern))) continue;
      added.push({ line: 0, text: `law=${law.id} rule=${rule}`, pattern, reason: 'TODO: why', link: '', comments: [] });
    }
  }
  const kept = [...ofOutcome(false), ...added].sort((a, b) => (a.text < b.text ? -1 : 1));
  return { list: { ...list, entries: kept }, added, removed: ofOutcome(true) };
}

/** A list as a file: comments stay above the entry they stood above. */
export function formatKnownFailing({ top, entries, end, eol }: KnownList): string {
  const lines = [...top, ...entries.flatMap((entry) => [...entry.comments, formatEntry(entry)]), ...end];
  return lines.map((line) => `${line}${eol}`).join('');
}

/** One line of it, without its end. */
export function formatEntry({ text, reason, link }: KnownEntry): string {
  return `${text} | ${reason} | ${link}`.trimEnd();
}
