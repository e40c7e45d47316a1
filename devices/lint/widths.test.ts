import { describe, expect, it } from 'vitest';
import type { VMStateField } from '../../vmstate/host/description.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { found, lintedField, lintedDescription } from './lint.test-help.ts';

describe('members and their widths, as only real devices showed them', () => {
  const n: VMStateField = { ...lintedField, name: 'n', offset: 0, info: 'uint32' };
  const array: VMStateField = { ...lintedField, name: 'a', offset: 8, num_offset: 0, flags: VMS.VARRAY_UINT32 };

  it.each<[string, Partial<VMStateField>[], string[]]>([
    ['a type narrower than its member', [{ size: 8 }], ['trap type-narrower-than-size dev.f']],
    ['a type wider than its member', [{ size: 2 }], ['trap type-wider-than-size dev.f']],
    ['a count behind its array', [array, n], ['trap count-behind-array dev.a']],
    ['a count before its array', [n, array], []],
    ['a count behind memory of a fixed size', [{ ...array, flags: VMS.VARRAY_UINT32 | VMS.POINTER }, n], []],
    ['a count that cannot change', [array, { ...n, info: 'uint32_equal' }], []],
    ['a count sent in another width', [{ ...n, size: 2, info: 'uint16' }, array], ['trap count-width dev.a']],
    [
      'a size sent in another width',
      [
        { ...n, size: 8, info: 'uint64' },
        { name: 'b', offset: 8, size: 0, flags: VMS.VBUFFER, info: 'buffer' },
      ],
      ['trap size-width dev.b'],
    ],
    ['a member sent twice', [n, { ...n }], ['trap sent-twice dev.n']],
    ['members of a union', [{ ...n, name: 'u', size: 8, info: 'uint64' }, n], []],
    [
      'members over a part of each other',
      [
        { ...n, size: 8, info: 'uint64' },
        { ...n, name: 'm', offset: 4, size: 8, info: 'uint64' },
      ],
      ['trap overlap dev.m'],
    ],
    ['members of which a test may choose one', [n, { ...n, field_exists: { kind: 'byte', offset: 9 } }], []],
  ])('%s', (_, fields, expected) => {
    expect(found(lintedDescription({ fields: fields.map((field) => ({ ...lintedField, ...field })) }))).toEqual(
      expected,
    );
  });
});
