import { fileURLToPath } from 'node:url';
import { costOfNode, type Cost } from './cpu.ts';
import { timeFigure, type Figure } from './figure.ts';
import { median } from './quantile.ts';

/** The built command, beside the folder of the benchmark. */
export const main: string = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const check = (...more: readonly string[]): string[] => [main, 'check', '--seed', '1', ...more];

function cpuOf(times: number, args: readonly string[]): number {
  return median(Array.from({ length: times }, () => costOfNode(args).cpu));
}

/** What the command takes, from a fresh process to its end. */
export function commandFigures(secondsOfB: number): Figure[] {
  const time = (name: string, seconds: number): Figure => timeFigure(`command: ${name}`, seconds, 's', secondsOfB);
  return [
    time('node -e 0', cpuOf(9, ['-e', '0'])),
    time('--version', cpuOf(9, [main, '--version'])),
    time('check --runs 1', cpuOf(9, check('--runs', '1'))),
    time('check (10,000 runs)', cpuOf(3, check())),
  ];
}

const JOBS_RUNS = 200_000;

/** The wall clock of two jobs beside one: only true on a machine with nothing else to do. */
export function jobs(): Figure[] {
  const runs = (n: number): Cost => costOfNode(check('--runs', String(JOBS_RUNS), '--jobs', String(n)));
  const [one, two] = [runs(1), runs(2)];
  return [{ name: `jobs: two over one, wall clock, ${JOBS_RUNS} runs`, value: one.wall / two.wall, unit: '×' }];
}
