import type { EntryResult, KnownFailing } from '../../campaign/known-failing/audit.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';

/** The known-failing list after the run: entries that still fail, that no longer fail, and that were not judged. */
export function knownFailingText(known: KnownFailing | null, colors: Colors): string[] {
  if (known === null) return [];
  const { list, entries, ambiguities } = known;
  const which = (wanted: EntryResult['outcome']): EntryResult[] => entries.filter(({ outcome }) => outcome === wanted);
  return [
    ...listed(colors.yellow('known failing'), list.file, which('fails'), colors),
    ...listed(
      colors.red('no longer failing: remove these lines, or use --update-known'),
      list.file,
      which('passes'),
      colors,
    ),
    ...listed(colors.dim('known failing, not judged in this run'), list.file, which('not-judged'), colors),
    ...ambiguities.map(({ law, rule, run, lines }) =>
      colors.red(`${list.file}: lines ${lines.join(' and ')} both match ${rule} of ${law} in run ${run}`),
    ),
  ];
}

function listed(title: string, file: string, results: readonly EntryResult[], colors: Colors): string[] {
  if (results.length === 0) return [];
  const rows = results.map(({ entry: { line, text, reason, link }, violations }) => [
    `${file}:${line}`,
    String(violations),
    text,
    link === '' ? reason : `${reason} ${colors.dim(`(${link})`)}`,
  ]);
  const head = ['line', 'violations', 'pattern', 'reason'].map((each) => colors.dim(each));
  return [[title, table({ head, rows, align: ['left', 'right'], indent: 2 })].join('\n')];
}
