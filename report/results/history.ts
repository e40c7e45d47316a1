import type { ResultDocument } from '../json/document.ts';
import type { Outline } from '../outline/outline.ts';
import type { Chart, Timeline } from '../page/data.ts';
import { grouped, plural } from '../terminal/words.ts';
import { compareResults } from './compare-results.ts';
import { measuresOf, verdictWordOf, type Measures } from './measures.ts';

/** A result and the file that it is in; files in the order of their names are in the order of time. */
export interface PastResult {
  readonly file: string;
  readonly result: ResultDocument;
}

/** Results over time: a row for each, the newest last. */
export function historyOutline(past: readonly PastResult[]): Outline {
  const rows = past.map(({ file, result }, at) => {
    const { cases, rate, findings, rulesTested, lawsBroken } = measuresOf(result);
    const { added, fixed } = changesAt(past, at);
    return [
      file,
      `${result.engine.name} ${result.engine.version}`,
      verdictWordOf(result),
      grouped(cases),
      rate === null ? '?' : String(Math.round(rate)),
      `${findings}${added === 0 ? '' : ` (+${added})`}${fixed === 0 ? '' : ` (−${fixed})`}`,
      String(lawsBroken),
      String(rulesTested),
    ];
  });
  const newest = past.at(-1)?.result.conclusion ?? '';
  return {
    title: `${plural(past.length, 'run')}; the newest: ${newest}`,
    sections: [
      {
        title: 'Runs',
        text: '',
        columns: ['run', 'engine', 'verdict', 'cases', 'cases/s', 'findings', 'laws broken', 'rules tested'],
        rows,
      },
    ],
  };
}

/** Findings that a run has and the one before has not, and the other way round. */
function changesAt(past: readonly PastResult[], at: number): { readonly added: number; readonly fixed: number } {
  const before = past[at - 1];
  const now = past[at];
  if (before === undefined || now === undefined) return { added: 0, fixed: 0 };
  const { added, fixed } = compareResults(before.result, now.result);
  return { added: added.length, fixed: fixed.length };
}

/** The trends as charts; null: one run is no trend. */
export function historyTimeline(past: readonly PastResult[]): Timeline | null {
  if (past.length < 2) return null;
  const measures = past.map(({ result }) => measuresOf(result));
  const chart = (title: string, unit: string, of: (one: Measures) => number | null): Chart => ({
    title,
    unit,
    series: [{ name: title.toLowerCase(), values: measures.map(of) }],
  });
  return {
    title: 'Over the runs',
    axis: 'runs',
    at: past.map((_, index) => index + 1),
    charts: [
      chart('Findings', 'by run', ({ findings }) => findings),
      chart('Rate', 'cases per second', ({ rate }) => rate),
      chart('Rules tested', 'by run', ({ rulesTested }) => rulesTested),
    ],
  };
}
