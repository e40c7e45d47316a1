import { describe } from 'vitest';
import { VMS } from '../../vmstate/host/flags.ts';
import { eachIsFound, lintedElement } from './lint.test-help.ts';

describe('flags, and the counts that they ask for', () => {
  eachIsFound([
    [
      'a flag of another release',
      { field: { flags: VMS.MULTIPLY_ELEMENTS | VMS.ARRAY, num: 1 } },
      'qemu-11.1',
      ['illegal unknown-flag dev.f'],
    ],
    ['two counts', { field: { flags: VMS.ARRAY | VMS.VARRAY_UINT8, num: 1 } }, 'qemu-11.1', ['trap two-counts dev.f']],
    ['MULTIPLY alone', { field: { flags: VMS.MULTIPLY } }, 'qemu-11.1', ['trap multiply-alone dev.f']],
    ['ALLOC alone', { field: { flags: VMS.ALLOC } }, 'qemu-11.1', ['trap alloc-alone dev.f']],
    [
      'a count of 3 bytes, 11.2',
      { field: { flags: VMS.VARRAY, num_offset: 8, num_width: 3 as 4 } },
      'qemu-11.2',
      ['illegal count-not-readable dev.f'],
    ],
    ['a count of 8 bytes, 11.2', { field: { flags: VMS.VARRAY, num_offset: 8, num_width: 8 } }, 'qemu-11.2', []],
    [
      'STRUCT and VSTRUCT',
      { field: { flags: VMS.STRUCT | VMS.VSTRUCT, info: null, vmsd: lintedElement, struct_version_id: 2 } },
      'qemu-11.1',
      ['trap two-structs dev.f'],
    ],
  ]);
});
