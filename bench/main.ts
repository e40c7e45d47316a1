import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pkg from '../package.json' with { type: 'json' };
import { table } from '../report/terminal/table.ts';
import { optimizeLate } from '../cli/late-optimization.ts';
import { campaignFigures, workerFigures } from './campaign.ts';
import { commandFigures, jobs } from './command.ts';
import { edgeFigures, firstBugFigures } from './directed.ts';
import { distributionTable } from './distribution-table.ts';
import { figureRows, type Figure, type MeasuredRelease } from './figure.ts';
import { firstRule } from './first-rule.ts';
import { realTableFigures } from './real-tables.ts';
import { schedule } from './schedule.ts';
import { sizeFigures } from './sizes.ts';
import { queueFigures } from './queue.ts';
import { measureB, steady } from './steady.ts';
import type { Bench } from './sample.ts';
import { writeTables } from './write-tables.ts';

/** What every part of the benchmark is given. */
interface Measured {
  readonly yardstick: Bench;
  readonly seconds: number;
}

const parts: Readonly<Record<string, (b: Measured) => Figure[] | Promise<Figure[]>>> = {
  command: ({ seconds }) => commandFigures(seconds),
  faults: ({ seconds }) => firstRule(seconds, 1),
  steady: ({ yardstick }) => steady(yardstick),
  sizes: ({ seconds }) => sizeFigures(seconds),
  jobs: () => jobs(),
  campaign: () => campaignFigures(),
  real: () => realTableFigures(),
  queue: () => queueFigures(),
  workers: () => workerFigures(),
  directed: () => firstBugFigures(),
  edges: () => edgeFigures(),
};

/** Parts that run unless others are named: all but what takes minutes of an idle machine. */
const usual = ['command', 'faults', 'steady', 'sizes'];

const kept = fileURLToPath(new URL('../bench/last-release.json', import.meta.url));

optimizeLate();
const words = process.argv.slice(2);
const save = words.includes('--save');
const wanted = words.filter((word) => word !== '--save');
const unknown = wanted.filter((word) => !['schedule', 'distribution', ...Object.keys(parts)].includes(word));
// What follows are files.
if (wanted[0] === 'tables') writeTables(wanted.slice(1));
else if (unknown.length > 0) {
  console.error(`npm run bench: no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  process.exitCode = 2;
} else if (wanted[0] === 'schedule') schedule();
else if (wanted[0] === 'distribution') console.log(distributionTable());
else await bench(wanted.length > 0 ? wanted : usual);

async function bench(names: readonly string[]): Promise<void> {
  const b = await measureB();
  const release = JSON.parse(readFileSync(kept, 'utf8')) as MeasuredRelease;
  console.log(
    `Own CPU time on Node ${process.version}. B: one case of plain fast-check, ${(1e6 * b.seconds).toFixed(1)} µs.\n`,
  );
  const head = ['', 'value', 'in B', `to ${release.version}`];
  const all: Figure[] = [];
  for (const name of names) {
    const figures = (await parts[name]?.(b)) ?? [];
    all.push(...figures);
    console.log(`${table({ head, rows: figureRows(figures, release), align: ['left', 'right', 'right', 'right'] })}\n`);
  }
  if (!save) return;
  // Parts that were not run keep their figures.
  const measured = new Set(all.map(({ name }) => name));
  const figures = [...release.figures.filter(({ name }) => !measured.has(name)), ...all];
  const now: MeasuredRelease = { version: pkg.version, node: process.version, figures };
  writeFileSync(kept, `${JSON.stringify(now, null, 2)}\n`);
}
