import { expect, test } from 'vitest';
import { setOfDescription } from '../set/from-description.ts';
import { lintSet } from './lint.ts';

test('the size of a buffer behind a pointer is also the distance between two of them', () => {
  const flags = ['VMS_ARRAY', 'VMS_ARRAY_OF_POINTER', 'VMS_VBUFFER'];
  const field = { name: 'f', offset: 8, size: 0, num: 2, size_offset: 4, flags, info: 'buffer' };
  const description = { name: 'dev', version_id: 1, minimum_version_id: 1, fields: [field] };
  const set = setOfDescription(description, { file: 'description.json', kind: 'description' });
  const found = lintSet(set, { dialect: 'qemu-10.2', pointerSize: 8 });
  expect(found.map(({ severity, id, path }) => `${severity} ${id} ${path}`)).toEqual(['trap slots-of-vbuffer dev.f']);
});
