import { combinationsOf, featuresOf, type Census } from '../../generators/census.ts';
import { flagNames } from '../../vmstate/flags.ts';
import { infos } from '../../vmstate/info.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { plural, wrapItems } from './words.ts';

const WIDTH = 88;

/** What was generated: how much, of which flags and types, and with `verbose` of every combination. */
export function censusText(census: Census, paint: Paint, verbose: boolean): string {
  const { cases, fields, deepest, combinations } = census;
  const each = cases === 0 ? '0' : (fields / cases).toFixed(1);
  const features = featuresOf(census);
  const count = (names: readonly { readonly key: string; readonly name: string }[]): string[] =>
    names.flatMap(({ key, name }) => {
      const n = features.get(key) ?? 0;
      return n === 0 ? [] : [`${name} ${n}`];
    });
  const flags = count(flagNames.map((key) => ({ key, name: key.slice('VMS_'.length) })));
  const types = count([...infos.map((name) => ({ key: `info:${name}`, name })), { key: 'struct', name: 'struct' }]);
  return [
    `${paint.bold('generated')} ${plural(cases, 'case')}, ${plural(fields, 'field')} (${each} a case), structs up to ` +
      `${deepest} deep, ${plural(combinations.size, 'combination')} of flags and type`,
    ...listed('fields by flag', flags, paint),
    ...listed('fields by type', types, paint),
    ...(verbose ? [combinationTable(census, paint)] : []),
  ].join('\n');
}

function listed(title: string, items: readonly string[], paint: Paint): string[] {
  const lines = wrapItems(items, WIDTH);
  return lines.map((line, i) => `  ${i === 0 ? paint.dim(title) : ' '.repeat(title.length)}  ${line}`);
}

function combinationTable(census: Census, paint: Paint): string {
  const rows = combinationsOf(census).map(({ flags, type, fields }) => [
    String(fields),
    type,
    flags.map((flag) => flag.slice('VMS_'.length)).join('|') || '0',
  ]);
  const head = ['fields', 'type', 'flags (VMS_…)'].map((each) => paint.dim(each));
  return table({ head, rows, align: ['right'], indent: 2 });
}
