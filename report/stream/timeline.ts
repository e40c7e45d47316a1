import { createCoverage } from '../../campaign/stream/coverage.ts';
import type { Chart, Timeline } from '../page/data.ts';
import type { ReadStream } from './read-stream.ts';

/** Points of a chart: more than a screen can show. */
const MOST = 240;

/** Rate, coverage and findings over time, from when the chunks were finished; null: the stream does not say. */
export function timelineOf({ header, marks, findings, times }: ReadStream): Timeline | null {
  const done = times
    .map(({ first, finished, milliseconds }) => ({ first, at: Date.parse(finished) / 1000, milliseconds }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at);
  if (done.length < 2) return null;
  const start = Math.min(...done.map(({ at, milliseconds }) => at - milliseconds / 1000));
  const byFirst = new Map(marks.map((chunk) => [chunk.first, chunk]));
  const coverage = createCoverage(header.dialect, header.laws);
  const every = Math.ceil(done.length / MOST);
  const found = [...findings].map(({ failure }) => failure.run);
  const points: Point[] = [];
  let last = { seconds: 0, cases: 0 };
  let cases = 0;
  let seen = 0;
  for (const [index, { first, at }] of done.entries()) {
    const chunk = byFirst.get(first);
    if (chunk !== undefined) {
      coverage.add(chunk.marks);
      cases += chunk.cases;
      seen += found.filter((run) => run >= chunk.first && run < chunk.first + chunk.runs).length;
    }
    if ((index + 1) % every !== 0 && index !== done.length - 1) continue;
    const seconds = at - start;
    const passed = seconds - last.seconds;
    const { rules, pairs } = coverage.covered();
    points.push({
      seconds,
      rate: passed > 0 ? (cases - last.cases) / passed : null,
      cases,
      rules,
      pairs,
      findings: seen,
    });
    if (passed > 0) last = { seconds, cases };
  }
  return { title: 'Over time', axis: 'seconds', at: points.map(({ seconds }) => seconds), charts: chartsOf(points) };
}

interface Point {
  readonly seconds: number;
  /** Cases a second since the point before; null: no time has passed. */
  readonly rate: number | null;
  readonly cases: number;
  readonly rules: number;
  readonly pairs: number;
  readonly findings: number;
}

function chartsOf(points: readonly Point[]): Chart[] {
  const series = (name: string, of: (point: Point) => number | null): Chart['series'][number] => ({
    name,
    values: points.map(of),
  });
  return [
    { title: 'Rate', unit: 'cases per second', series: [series('cases/s', ({ rate }) => rate)] },
    {
      title: 'Coverage',
      unit: 'rules and feature pairs',
      series: [series('rules', ({ rules }) => rules), series('pairs', ({ pairs }) => pairs)],
    },
    { title: 'Findings', unit: 'first seen', series: [series('findings', ({ findings }) => findings)] },
  ];
}
