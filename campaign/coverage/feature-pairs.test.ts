import { expect, test } from 'vitest';
import { dialects, type Dialect } from '../../vmstate/dialect.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { someCases } from '../../generators/cases.test-help.ts';
import { countCase, emptyStatistics, type GenerationStatistics } from './statistics.ts';
import { layoutSource } from '../../layout/layout.ts';
import { allPairs, pairsIn } from './feature-pairs.ts';

function field(flags: number, info: VMStateField['info'], part: Partial<VMStateField> = {}): VMStateField {
  return {
    name: 'f',
    offset: 0,
    size: 1,
    num: 0,
    num_offset: 0,
    size_offset: 0,
    flags,
    version_id: 0,
    info,
    vmsd: null,
    ...part,
  };
}

function description(fields: readonly VMStateField[], part: Partial<VMStateDescription> = {}): VMStateDescription {
  return { name: 'd', version_id: 0, minimum_version_id: 0, fields, ...part };
}

function statisticsOf(of: VMStateDescription): GenerationStatistics {
  const statistics = emptyStatistics();
  countCase(statistics, of, { shape: { name: 'd', version: 0, minimumVersion: 0, members: [] }, values: [] });
  return statistics;
}

function met({ combinations, pairCounts }: GenerationStatistics, dialect: Dialect = 'qemu-11.1'): string[] {
  return pairsIn(combinations.values(), pairCounts, dialect).flatMap(({ features, times }) =>
    times === 0 ? [] : [`${features.join(' with ')}: ${times}`],
  );
}

test('features meet in one field', () => {
  const two = field(VMS.ARRAY | VMS.POINTER, 'uint8', { version_id: 2 });
  expect(met(statisticsOf(description([two, two])))).toEqual([
    'VMS_ARRAY with VMS_POINTER: 2',
    'VMS_ARRAY with version: 2',
    'VMS_POINTER with version: 2',
  ]);
});

test('those of a field meet those of its description, and of the field that holds that, once for each description', () => {
  const inner = description([field(VMS.SINGLE, 'timer'), field(VMS.SINGLE, 'timer')], { hooks: { post_load: 0 } });
  const statistics = statisticsOf(description([field(VMS.STRUCT, null, { vmsd: inner })]));
  expect(met(statistics)).toEqual(['VMS_STRUCT with timer: 1', 'VMS_STRUCT with hooks: 1', 'timer with hooks: 1']);
});

test('both descriptions of a tree count, and subsections do', () => {
  const part = description([field(VMS.SINGLE, 'bitmap', { field_exists: { kind: 'byte', offset: 0 } })]);
  const tree = field(0, 'gtree', {
    vmsd: description([field(VMS.VBUFFER, 'buffer')]),
    key_vmsd: description([field(VMS.ARRAY, 'int8')]),
  });
  expect(met(statisticsOf(description([tree], { subsections: [part] })))).toEqual([
    'gtree with VMS_VBUFFER: 1',
    'gtree with VMS_ARRAY: 1',
    'gtree with subsections: 1',
    'bitmap with field_exists: 1',
    'bitmap with in a subsection: 1',
    'field_exists with in a subsection: 1',
  ]);
});

test.each(dialects)('what is said never to meet in %s never does', (dialect) => {
  const statistics = emptyStatistics();
  for (const of of someCases(400, dialect)) countCase(statistics, layoutSource(of).plan.description, of.model);
  const possible = new Set(met(statistics, dialect).map((text) => text.split(':')[0]));
  const times = allPairs(statistics.combinations.values(), statistics.pairCounts).filter((pair) => pair.times > 0);
  expect(times.map(({ features }) => features.join(' with ')).filter((pair) => !possible.has(pair))).toEqual([]);
  expect(possible.size).toBeGreaterThan(200);
});
