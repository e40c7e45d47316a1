import { describe, expect, test } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import { setOfDescription } from '../set/from-description.ts';
import { lintSet } from './lint.ts';
import { eachIsFound } from './lint.test-help.ts';

describe('arrays of pointers', () => {
  eachIsFound([
    [
      'AUTO_ALLOC alone',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER_AUTO_ALLOC, num: 1 } },
      'qemu-11.1',
      ['refused auto-alloc-alone dev.f'],
    ],
    [
      'AUTO_ALLOC without a size',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC, num: 1, size: 0 } },
      'qemu-11.1',
      ['refused auto-alloc-size dev.f'],
    ],
    [
      'AUTO_ALLOC of raw bytes that are no pointer long',
      {
        field: {
          flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC,
          num: 1,
          size: 12,
          info: 'buffer',
        },
      },
      'qemu-11.1',
      ['trap auto-alloc-bytes dev.f'],
    ],
    [
      'AUTO_ALLOC of raw bytes as long as a pointer',
      {
        field: {
          flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER | VMS.ARRAY_OF_POINTER_AUTO_ALLOC,
          num: 1,
          size: 8,
          info: 'buffer',
        },
      },
      'qemu-11.1',
      [],
    ],
    [
      'slots with a size, 11.1',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER, num: 1, size: 8 } },
      'qemu-11.1',
      ['refused slot-size dev.f'],
    ],
    [
      'slots without a size, 11.1',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER, num: 1, size: 0 } },
      'qemu-11.1',
      [],
    ],
    [
      'slots with the size of what they point to, 10.2',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER, num: 1, size: 4 } },
      'qemu-10.2',
      ['trap slot-size dev.f'],
    ],
    [
      'slots with the size of a pointer, 10.2',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER, num: 1, size: 8 } },
      'qemu-10.2',
      [],
    ],
    [
      'slots that are no array',
      { field: { flags: VMS.ARRAY_OF_POINTER, size: 0 } },
      'qemu-11.1',
      ['refused slots-without-array dev.f'],
    ],
    [
      'slots that are no array, 11.2',
      { field: { flags: VMS.ARRAY_OF_POINTER, size: 0 } },
      'qemu-11.2',
      ['refused slots-without-array dev.f'],
    ],
    [
      'AUTO_ALLOC alone, 11.2',
      { field: { flags: VMS.ARRAY_OF_POINTER_AUTO_ALLOC } },
      'qemu-11.2',
      ['refused auto-alloc-alone dev.f'],
    ],
    [
      'slots that are allocated',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER | VMS.POINTER | VMS.ALLOC, num: 1, size: 0 } },
      'qemu-11.1',
      ['trap alloc-of-slots dev.f'],
    ],
  ]);
});

test('the size of a buffer behind a pointer is also the distance between two of them', () => {
  const flags = ['VMS_ARRAY', 'VMS_ARRAY_OF_POINTER', 'VMS_VBUFFER'];
  const field = { name: 'f', offset: 8, size: 0, num: 2, size_offset: 4, flags, info: 'buffer' };
  const description = { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [field] };
  const set = setOfDescription(description, { file: 'description.json', kind: 'description' });
  const found = lintSet(set, { dialect: 'qemu-10.2', pointerSize: 8 });
  expect(found.map(({ severity, id, path }) => `${severity} ${id} ${path}`)).toEqual(['trap slots-of-vbuffer dev.f']);
});
