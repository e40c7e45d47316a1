import { expect, test } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { combinationsOf, countCase, emptyStatistics, featureCounts } from './statistics.ts';

function field(flags: number, info: VMStateField['info'], vmsd: VMStateDescription | null = null): VMStateField {
  return { name: 'f', offset: 0, size: 1, num: 0, num_offset: 0, size_offset: 0, flags, version_id: 0, info, vmsd };
}

function description(fields: VMStateField[]): VMStateDescription {
  return { name: 'd', version_id: 0, minimum_version_id: 0, fields };
}

const nothing: Model = { shape: { name: 'd', version: 0, minimumVersion: 0, members: [] }, values: [] };

test('counts fields by flags and type, structs and depth', () => {
  const inner = description([field(VMS.SINGLE, 'uint8'), field(VMS.SINGLE, 'uint8')]);
  const statistics = emptyStatistics();
  countCase(
    statistics,
    description([field(VMS.STRUCT, null, inner), field(VMS.SINGLE, 'uint8'), field(VMS.ARRAY, 'bool')]),
    nothing,
  );
  expect(statistics).toMatchObject({ cases: 1, fields: 5, structs: 2, deepest: 2 });
  expect(combinationsOf(statistics)).toEqual([
    { flags: ['VMS_SINGLE'], type: 'uint8', fields: 3 },
    { flags: ['VMS_ARRAY'], type: 'bool', fields: 1 },
    { flags: ['VMS_STRUCT'], type: 'struct', fields: 1 },
  ]);
  expect(featureCounts(statistics).get('info:uint8')).toBe(3);
  expect(featureCounts(statistics).get('struct')).toBe(1);
});
