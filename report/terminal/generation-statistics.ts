import { combinationsOf, featureCounts, type GenerationStatistics } from '../../campaign/coverage/statistics.ts';
import { boundaries, existsIn } from '../../campaign/coverage/boundaries.ts';
import { pairsIn } from '../../campaign/coverage/feature-pairs.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { flagNames } from '../../vmstate/host/flags.ts';
import { infos } from '../../vmstate/info.ts';
import type { Colors } from './colors.ts';
import { table } from './table.ts';
import { plural, wrapItems } from './words.ts';

const WIDTH = 88;

/** Summary of the generated cases: counts of fields by flag and by type. */
export function statisticsText(statistics: GenerationStatistics, colors: Colors): string {
  const { cases, discarded, fields, deepest } = statistics;
  const each = cases === 0 ? '0' : (fields / cases).toFixed(1);
  const features = featureCounts(statistics);
  const count = (names: readonly { readonly key: string; readonly name: string }[]): string[] =>
    names.flatMap(({ key, name }) => {
      const n = features.get(key) ?? 0;
      return n === 0 ? [] : [`${name} ${n}`];
    });
  const flags = count(flagNames.map((key) => ({ key, name: key.slice('VMS_'.length) })));
  const types = count([...infos.map((name) => ({ key: `info:${name}`, name })), { key: 'struct', name: 'struct' }]);
  return [
    `${colors.bold('generated')} ${plural(cases, 'case')}, ${plural(fields, 'field')} (${each} a case), structs up to ` +
      `${deepest} deep, ${plural(combinationsOf(statistics).length, 'combination')} of flags and type` +
      (discarded === 0 ? '' : `, ${plural(discarded, 'case')} discarded`),
    ...listed('fields by flag', flags, colors),
    ...listed('fields by type', types, colors),
  ].join('\n');
}

/** All counts with thresholds: boundaries, feature pairs, combinations of flags and type. */
export function allStatisticsText(statistics: GenerationStatistics, dialect: Dialect, colors: Colors): string {
  const reached = boundaries.flatMap((boundary, place) =>
    existsIn(boundary, dialect) ? [`${boundary.name}: ${statistics.boundaries[place] ?? 0}`] : [],
  );
  const pairs = pairsIn(statistics.combinations.values(), statistics.pairCounts, dialect).sort(
    (a, b) => a.times - b.times,
  );
  return [
    colors.dim('integer boundary values, and how often each was generated'),
    ...wrapItems(reached, WIDTH).map((line) => `  ${line}`),
    colors.dim('feature pairs in one field or description, rarest first'),
    ...wrapItems(
      pairs.map(({ features, times }) => `${features.map(short).join(' with ')}: ${times}`),
      WIDTH,
    ).map((line) => `  ${line}`),
    combinationTable(statistics, colors),
  ].join('\n');
}

function short(feature: string): string {
  return feature.replace(/^VMS_/, '');
}

function listed(title: string, items: readonly string[], colors: Colors): string[] {
  const lines = wrapItems(items, WIDTH);
  return lines.map((line, i) => `  ${i === 0 ? colors.dim(title) : ' '.repeat(title.length)}  ${line}`);
}

function combinationTable(statistics: GenerationStatistics, colors: Colors): string {
  const rows = combinationsOf(statistics).map(({ flags, type, fields }) => [
    String(fields),
    type,
    flags.map((flag) => flag.slice('VMS_'.length)).join('|') || '0',
  ]);
  const head = ['fields', 'type', 'flags (VMS_…)'].map((each) => colors.dim(each));
  return table({ head, rows, align: ['right'], indent: 2 });
}
