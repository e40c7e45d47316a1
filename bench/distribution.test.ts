import { expect, it } from 'vitest';
import type { VMStateDescription, VMStateField } from '../vmstate/host/description.ts';
import { VMS } from '../vmstate/host/flags.ts';
import { distributionOf } from './distribution.ts';

function field(size: number, part: Partial<VMStateField> = {}): VMStateField {
  return {
    name: 'f',
    offset: 0,
    size,
    num: 0,
    num_offset: 0,
    size_offset: 0,
    flags: VMS.SINGLE,
    version_id: 0,
    info: 'uint8',
    vmsd: null,
    ...part,
  };
}

function description(fields: readonly VMStateField[], part: Partial<VMStateDescription> = {}): VMStateDescription {
  return { name: 'd', version_id: 1, minimum_version_id: 0, fields, ...part };
}

it('reports the depth, length, age and size of descriptions and their fields', () => {
  const inner = description([field(2, { info: 'int16', version_id: 1 })], { version_id: 2, minimum_version_id: 2 });
  const test = { kind: 'version', from: 1 } as const;
  const validation = field(0, { flags: VMS.ARRAY | VMS.MUST_EXIST, info: null, field_exists: test });
  const outer = description(
    [field(1), field(8, { flags: VMS.STRUCT, info: null, vmsd: inner, field_exists: test }), validation],
    { subsections: [inner, inner] },
  );
  expect(Object.fromEntries(distributionOf([outer]))).toEqual({
    'one in another': 'up to 2',
    fields: 'mostly 1, up to 2',
    'with subsections': '25 %, up to 2',
    'version, minimum': '(2,2) (1,0)',
    'fields with a version': '60 %',
    'fields with a field_exists': '20 %',
    'bytes of a field': 'median 2, 99 % up to 8',
    types: 'int16 uint8',
  });
});
