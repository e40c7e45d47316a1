import { rules } from '../../spec/rules/rules.ts';
import { createColors } from './colors.ts';
import { table } from './table.ts';
import { plural } from './words.ts';

/** One column of the grid. */
export interface EngineColumn {
  readonly name: string;
  /** Failing cases by rule. */
  readonly failing: ReadonlyMap<string, number>;
  readonly tested: ReadonlySet<string>;
}

/** Engines × rules: a row for each rule that an engine breaks. */
export function engineGrid(engines: readonly EngineColumn[], color: boolean): string {
  const colors = createColors(color);
  const broken = rules.filter(({ id }) => engines.some(({ failing }) => failing.has(id)));
  const cell = ({ failing, tested }: EngineColumn, rule: string): string => {
    const cases = failing.get(rule);
    if (cases !== undefined) return colors.red(`fails ${cases}`);
    return tested.has(rule) ? colors.green('ok') : colors.dim('-');
  };
  const others = engines.map(({ tested, failing }) => [...tested].filter((rule) => !failing.has(rule)).length);
  const rows = [
    ...broken.map(({ id }) => [id, ...engines.map((engine) => cell(engine, id))]),
    [broken.length === 0 ? 'all rules' : 'other rules', ...others.map((n) => colors.green(plural(n, 'rule') + ' ok'))],
  ];
  return `${table({ head: ['rule', ...engines.map(({ name }) => name)], rows })}\n`;
}
