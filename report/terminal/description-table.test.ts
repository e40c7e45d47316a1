import { expect, it } from 'vitest';
import { VMS } from '../../vmstate/flags.ts';
import type { VMStateField } from '../../vmstate/description.ts';
import { descriptionTable } from './description-table.ts';
import { createPaint } from './paint.ts';

const zero = { offset: 0, size: 0, num: 0, num_offset: 0, size_offset: 0, version_id: 0, flags: 0, info: null, vmsd: null };

it('lists the fields, those of a nested struct under it', () => {
  const inner: VMStateField = { ...zero, name: 'a', size: 1, info: 'uint8', flags: VMS.SINGLE };
  const vmsd = { name: 'ctl', version_id: 2, minimum_version_id: 1, fields: [inner] };
  const fields: VMStateField[] = [
    { ...zero, name: 'ctl', offset: 8, size: 4, num: 3, flags: VMS.STRUCT | VMS.ARRAY, vmsd },
    { ...zero, name: 'raw', offset: 24, size: 10, info: 'uint32' },
  ];
  const text = descriptionTable({ name: 'device', version_id: 1, minimum_version_id: 1, fields }, createPaint(false));
  expect(text.split('\n')).toEqual([
    'name  offset  size  num  num_offset  size_offset  version  flags (VMS_…)  type',
    'ctl        8     4    3           0            0        0  ARRAY|STRUCT   struct ctl v2, minimum v1',
    '  a        0     1    0           0            0        0  SINGLE         uint8',
    'raw       24    10    0           0            0        0  0              uint32',
  ]);
});
