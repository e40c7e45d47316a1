import { expect, it } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { descriptionTable } from './description-table.ts';
import { createColors } from './colors.ts';

const zero = {
  offset: 0,
  size: 0,
  num: 0,
  num_offset: 0,
  size_offset: 0,
  version_id: 0,
  flags: 0,
  info: null,
  vmsd: null,
};

it('lists the fields, those of a nested struct under it', () => {
  const inner: VMStateField = { ...zero, name: 'a', size: 1, info: 'uint8', flags: VMS.SINGLE };
  const vmsd = { name: 'ctl', version_id: 2, minimum_version_id: 1, fields: [inner] };
  const fields: VMStateField[] = [
    { ...zero, name: 'ctl', offset: 8, size: 4, num: 3, flags: VMS.STRUCT | VMS.ARRAY, vmsd },
    { ...zero, name: 'raw', offset: 24, size: 10, info: 'uint32' },
  ];
  const text = descriptionTable({ name: 'device', version_id: 1, minimum_version_id: 1, fields }, createColors(false));
  expect(text.split('\n')).toEqual([
    'name  offset  size  num  num_offset  size_offset  version  flags (VMS_…)  type',
    'ctl        8     4    3           0            0        0  ARRAY|STRUCT   struct ctl v2, minimum v1',
    '  a        0     1    0           0            0        0  SINGLE         uint8',
    'raw       24    10    0           0            0        0  0              uint32',
  ]);
});

it('lists hooks, subsections and all that rare fields have', () => {
  const byte: VMStateField = { ...zero, name: 'b', size: 1, info: 'uint8', flags: VMS.SINGLE, version_id: 9 };
  const inner = {
    name: 'dev/sub',
    version_id: 3,
    minimum_version_id: 2,
    fields: [byte],
    needed: 12,
    hooks: { pre_load: 1, post_load_errp: false },
  };
  const child = { name: 'job', version_id: 1, minimum_version_id: 0, fields: [] };
  const fields: VMStateField[] = [
    { ...byte, field_exists: { kind: 'byte', offset: 5 } },
    { ...byte, field_exists: { kind: 'version', from: 7 } },
    { ...zero, name: 'v', flags: VMS.VSTRUCT, vmsd: child, struct_version_id: 4 },
    { ...zero, name: 'q', size: 32, info: 'qtailq', vmsd: child, start: 16 },
    { ...zero, name: 't', size: 24, info: 'tmp', vmsd: { ...child, tmp: { parent: 40, tmp: 8, length: 16 } } },
  ];
  const description = {
    name: 'dev',
    version_id: 1,
    minimum_version_id: 1,
    fields,
    hooks: { pre_save: 0 },
    subsections: [inner],
  };
  const lines = descriptionTable(description, createColors(false)).split('\n').slice(1);
  expect(lines.map((line) => line.replace(/ {2,}/g, '  ').replace(/(  0)+/g, ''))).toEqual([
    '(hooks)  pre_save',
    'b  1  9  SINGLE  uint8, exists if byte 5',
    'b  1  9  SINGLE  uint8, exists from v7',
    'v  VSTRUCT  struct job v1, minimum v0, at v4',
    'q  32  qtailq of struct job v1, minimum v0, link at 16',
    't  24  tmp of struct job v1, minimum v0, 16 bytes from 40 of the parent to 8 and back',
    '(subsection)  dev/sub v3, minimum v2, needed if byte 12',
    '  (hooks)  pre_load (returns 1), post_load_errp (fails)',
    '  b  1  9  SINGLE  uint8',
  ]);
});
