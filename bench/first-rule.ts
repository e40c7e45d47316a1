import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { faultyEngines } from '../spec/faulty/registry.ts';
import { timeFigure, type Figure } from './figure.ts';
import type { Fresh } from './fresh.ts';
import { quantile } from './quantile.ts';

const program = fileURLToPath(new URL('./fresh.js', import.meta.url));

/** Cases after which an engine counts as missed. */
export const CASES = 1200;

/** Every faulty engine in a process of its own: from the start of Node to the first right rule. */
export function firstRule(secondsOfB: number, seed: number): Figure[] {
  const all = faultyEngines.map(({ id }) => {
    const text = execFileSync(process.execPath, [program, id, String(seed), String(CASES)], { encoding: 'utf8' });
    return { id, ...(JSON.parse(text) as Fresh) };
  });
  const missed = all.filter(({ caught }) => caught === null);
  for (const { id } of missed) console.log(`missed in ${CASES} cases of seed ${seed}: ${id}`);
  const seconds = all.map(({ caught }) => caught?.cpu ?? Infinity);
  const cases = all.map(({ caught }) => caught?.cases ?? Infinity);
  const sizes = all.flatMap(({ fields }) => (fields === null ? [] : [fields.after]));
  const time = (name: string, value: number): Figure => timeFigure(`fault: ${name}`, value, 's', secondsOfB);
  return [
    time(
      'start to first case, median',
      quantile(
        all.map(({ start }) => start),
        0.5,
      ),
    ),
    time('start to first right rule, median', quantile(seconds, 0.5)),
    time('start to first right rule, 90th percentile', quantile(seconds, 0.9)),
    { name: 'fault: cases to first right rule, median', value: quantile(cases, 0.5), unit: 'cases' },
    { name: 'fault: cases to first right rule, 90th percentile', value: quantile(cases, 0.9), unit: 'cases' },
    { name: `fault: missed in ${CASES} cases, of ${all.length}`, value: missed.length, unit: 'engines' },
    { name: 'fault: shrunk case, median', value: quantile(sizes, 0.5), unit: 'fields' },
    { name: 'fault: shrunk case, 90th percentile', value: quantile(sizes, 0.9), unit: 'fields' },
  ];
}
