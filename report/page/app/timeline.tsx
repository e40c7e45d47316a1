import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Chart, Timeline } from '../data.ts';
import { count } from './words.ts';

interface Props {
  readonly timeline: Timeline;
  /** Changes when the colors do. */
  readonly drawn: number;
}

/** What was measured over time, a small chart for each. */
export function TimelineCharts({ timeline, drawn }: Props): JSX.Element {
  return (
    <section class="panel" aria-labelledby="timeline">
      <h2 id="timeline">{timeline.title}</h2>
      <div class="charts">
        {timeline.charts.map((chart) => (
          <OneChart key={chart.title} chart={chart} timeline={timeline} drawn={drawn} />
        ))}
      </div>
    </section>
  );
}

interface ChartProps {
  readonly chart: Chart;
  readonly timeline: Timeline;
  readonly drawn: number;
}

const HEIGHT = 150;

/** Seconds between two marks of the axis. */
const STEPS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400];

function OneChart({ chart, timeline, drawn }: ChartProps): JSX.Element {
  const { title, unit, series } = chart;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const plot = new uPlot(
      options(chart, timeline.axis, element.clientWidth),
      [timeline.at, ...series.map(({ values }) => values)].map((each) => [...each]) as uPlot.AlignedData,
      element,
    );
    const watch = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [chart, timeline, drawn]);
  return (
    <figure>
      <figcaption>
        {title} <span class="soft">{unit}</span>
        <ul>
          {series.map(({ name, values }, at) => (
            <li key={name}>
              <span class={`dot s${at}`} aria-hidden="true" /> {name} <b>{lastText(values)}</b>
            </li>
          ))}
        </ul>
      </figcaption>
      <div class="plot" ref={place} aria-hidden="true" />
    </figure>
  );
}

function lastText(values: readonly (number | null)[]): string {
  const last = values.findLast((value) => value !== null);
  return typeof last === 'number' ? count(Math.round(last)) : '–';
}

function options({ series }: Chart, along: Timeline['axis'], width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const axis = { stroke: color('--soft'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    legend: { show: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] } },
    axes: [
      along === 'seconds'
        ? { ...axis, size: 30, incrs: STEPS, values: (_, ticks) => ticks.map(clock) }
        : { ...axis, size: 30, incrs: [1, 2, 5, 10, 20, 50, 100], values: (_, ticks) => ticks.map((n) => `#${n}`) },
      { ...axis, size: 52, values: (_, ticks) => ticks.map(short) },
    ],
    series: [
      {},
      ...series.map((_, at) => ({
        stroke: color(`--series-${at}`),
        width: 2,
        points: { show: along === 'runs' },
        ...(at === 0 ? { fill: color('--series-fill') } : {}),
      })),
    ],
  };
}

function clock(seconds: number): string {
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.round(seconds / 6) / 10}m`;
  return `${Math.round(seconds / 360) / 10}h`;
}

function short(n: number): string {
  if (n >= 1_000_000) return `${n / 1_000_000}M`;
  return n >= 1000 ? `${n / 1000}k` : String(n);
}
