import type { EntryResult, KnownFailing } from '../../campaign/known-failing/audit.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** The known-failing list after the run: what still fails, what does not, and what nobody can tell. */
export function knownFailingText(known: KnownFailing | null, paint: Paint): string[] {
  if (known === null) return [];
  const { list, entries, ambiguities } = known;
  const which = (wanted: EntryResult['outcome']): EntryResult[] => entries.filter(({ outcome }) => outcome === wanted);
  return [
    ...listed(paint.yellow('known failing'), list.file, which('fails'), paint),
    ...listed(
      paint.red('no longer failing: take these lines out, or use --update-known'),
      list.file,
      which('passes'),
      paint,
    ),
    ...listed(paint.dim('known failing, not judged in this run'), list.file, which('not-judged'), paint),
    ...ambiguities.map(({ law, rule, run, lines }) =>
      paint.red(`${list.file}: lines ${lines.join(' and ')} both know ${rule} of ${law} in run ${run}`),
    ),
  ];
}

function listed(title: string, file: string, results: readonly EntryResult[], paint: Paint): string[] {
  if (results.length === 0) return [];
  const rows = results.map(({ entry: { line, text, reason, link }, violations }) => [
    `${file}:${line}`,
    String(violations),
    text,
    link === '' ? reason : `${reason} ${paint.dim(`(${link})`)}`,
  ]);
  const head = ['line', 'violations', 'pattern', 'reason'].map((each) => paint.dim(each));
  return [[title, table({ head, rows, align: ['left', 'right'], indent: 2 })].join('\n')];
}
