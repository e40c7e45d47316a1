import { expect, test } from 'vitest';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { boundaries } from './boundaries.ts';
import { countFieldForms } from './count-field-forms.ts';

const plain: VMStateField = {
  name: 'x',
  offset: 0,
  size: 2,
  num: 1,
  num_offset: 0,
  size_offset: 0,
  flags: VMS.SINGLE,
  version_id: 0,
  info: 'uint16',
  vmsd: null,
};

function counted(parts: Partial<VMStateField>, inTmp = false): string[] {
  const counts = new Uint32Array(boundaries.length);
  countFieldForms(counts, { ...plain, ...parts }, inTmp);
  return boundaries.filter((_, i) => counts[i] === 1).map(({ name }) => name);
}

test('an integer without any flag, and an array of integers that lie apart', () => {
  expect(counted({})).toEqual([]);
  expect(counted({ flags: 0 })).toEqual(['integer without any flag']);
  expect(counted({ flags: VMS.ARRAY, size: 4 })).toEqual(['array of integers whose size is more than their width']);
  expect(counted({ flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER, size: 8 })).toEqual([]);
  expect(counted({ flags: 0, info: 'tmp' })).toEqual([]);
});

test('pointers of a temporary object', () => {
  expect(counted({ flags: VMS.SINGLE | VMS.POINTER })).toEqual([]);
  expect(counted({ flags: VMS.SINGLE | VMS.POINTER }, true)).toEqual(['pointer in a temporary object']);
  expect(counted({ flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER }, true)).toEqual([
    'array of pointers in a temporary object',
  ]);
});
