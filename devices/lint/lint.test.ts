import { describe, expect, it } from 'vitest';
import type { VMStateDescription, VMStateField } from '../../vmstate/host/description.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { VMS } from '../../vmstate/host/flags.ts';
import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import { setOfDescription } from '../set/from-description.ts';
import { lintSet } from './lint.ts';

const plain: VMStateField = {
  name: 'f',
  offset: 0,
  size: 4,
  num: 0,
  num_offset: 0,
  size_offset: 0,
  flags: VMS.SINGLE,
  version_id: 0,
  info: 'uint32',
  vmsd: null,
};

function vmsd(parts: Partial<VMStateDescription> & { field?: Partial<VMStateField> }): VMStateDescription {
  const { field, ...rest } = parts;
  return {
    name: 'dev',
    version_id: 1,
    minimum_version_id: 1,
    fields: field === undefined ? [] : [{ ...plain, ...field }],
    ...rest,
  };
}

const sub = (name: string, version_id = 1): VMStateDescription => ({
  name,
  version_id,
  minimum_version_id: 1,
  fields: [],
});
const element = vmsd({ name: 'el', version_id: 2, minimum_version_id: 1 });

function found(description: VMStateDescription, dialect: Dialect = 'qemu-11.1'): string[] {
  const json: unknown = JSON.parse(encodeDescription(description));
  const set = setOfDescription(json, { file: 'description.json', kind: 'description' });
  return lintSet(set, { dialect, pointerSize: 8 }).map(({ severity, id, path }) => `${severity} ${id} ${path}`);
}

describe('lint', () => {
  it('has nothing to say of a sound description', () => {
    const description = vmsd({
      field: { field_exists: { kind: 'version', from: 3 } },
      subsections: [sub('dev/a'), sub('dev/b')],
    });
    expect(found(description)).toEqual([]);
  });

  it.each<[string, Partial<VMStateDescription> & { field?: Partial<VMStateField> }, Dialect, string[]]>([
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
      'a count of 3 bytes, 11.2',
      { field: { flags: VMS.VARRAY, num_offset: 8, num_width: 3 as 4 } },
      'qemu-11.2',
      ['illegal count-not-readable dev.f'],
    ],
    ['a count of 8 bytes, 11.2', { field: { flags: VMS.VARRAY, num_offset: 8, num_width: 8 } }, 'qemu-11.2', []],
    [
      'slots that are allocated',
      { field: { flags: VMS.ARRAY | VMS.ARRAY_OF_POINTER | VMS.POINTER | VMS.ALLOC, num: 1, size: 0 } },
      'qemu-11.1',
      ['trap alloc-of-slots dev.f'],
    ],
    [
      'STRUCT and VSTRUCT',
      { field: { flags: VMS.STRUCT | VMS.VSTRUCT, info: null, vmsd: element, struct_version_id: 2 } },
      'qemu-11.1',
      ['trap two-structs dev.f'],
    ],
    ['a struct of nothing', { field: { flags: VMS.STRUCT, info: null } }, 'qemu-11.1', ['illegal no-vmsd dev.f']],
    ['no info', { field: { info: null } }, 'qemu-11.1', ['illegal no-info dev.f']],
    ['a field to validate', { field: { info: null, flags: VMS.ARRAY | VMS.MUST_EXIST } }, 'qemu-11.1', []],
    ['a field that is never sent', { field: { version_id: 2 } }, 'qemu-11.1', ['trap field-too-new dev.f']],
    [
      'a field that must and cannot exist',
      { field: { version_id: 2, flags: VMS.MUST_EXIST } },
      'qemu-11.1',
      ['illegal field-too-new dev.f'],
    ],
    [
      'VSTRUCT out of range',
      { field: { flags: VMS.VSTRUCT, info: null, vmsd: element, struct_version_id: 3 } },
      'qemu-11.1',
      ['trap vstruct-version dev.f'],
    ],
    [
      'a list out of range',
      { field: { flags: 0, info: 'qtailq', vmsd: element } },
      'qemu-11.1',
      ['trap list-version dev.f'],
    ],
    [
      'a list of another version',
      { field: { flags: 0, info: 'qlist', vmsd: element, version_id: 1 } },
      'qemu-11.1',
      ['trap list-version dev.f'],
    ],
    [
      'WITH_TMP of a child that has a minimum',
      { field: { flags: 0, info: 'tmp', vmsd: element } },
      'qemu-11.1',
      ['trap tmp-version dev.f'],
    ],
    ['a list of nothing', { field: { flags: 0, info: 'qlist' } }, 'qemu-11.1', ['illegal no-vmsd dev.f']],
    [
      'a tree out of range',
      { field: { flags: 0, info: 'gtree', vmsd: element, start: 0 } },
      'qemu-11.1',
      ['trap tree-version dev.f'],
    ],
    [
      'a tree of the newest version',
      { version_id: 2, field: { flags: 0, info: 'gtree', vmsd: element, version_id: 2, start: 0 } },
      'qemu-11.1',
      [],
    ],
    [
      'a tree of another version of its keys',
      { field: { flags: 0, info: 'gtree', vmsd: sub('v'), key_vmsd: element, version_id: 1, start: 1 } },
      'qemu-11.1',
      ['trap tree-version dev.f'],
    ],
    [
      'a tree without keys',
      { field: { flags: 0, info: 'gtree', vmsd: sub('v'), version_id: 1, start: 4 } },
      'qemu-11.1',
      ['illegal no-key-vmsd dev.f'],
    ],
    [
      'a tree with both kinds of keys',
      { field: { flags: 0, info: 'gtree', vmsd: sub('v'), key_vmsd: element, version_id: 1, start: 0 } },
      'qemu-11.1',
      ['trap key-vmsd-unused dev.f'],
    ],
    [
      'keys with a problem',
      {
        field: {
          flags: 0,
          info: 'gtree',
          vmsd: sub('v'),
          key_vmsd: { ...sub('k'), fields: [{ ...plain, info: null }] },
          version_id: 1,
          start: 1,
        },
      },
      'qemu-11.1',
      ['illegal no-info dev.f.key.f'],
    ],
    ['an info of a later release', { field: { info: 'g_byte_array' } }, 'qemu-10.2', ['illegal unknown-info dev.f']],
    ['the same in that release', { field: { info: 'g_byte_array' } }, 'qemu-11.1', []],
    ['a minimum above the version', { minimum_version_id: 2 }, 'qemu-11.1', ['trap minimum-version dev']],
    [
      'a subsection of another name',
      { subsections: [sub('other/a')] },
      'qemu-11.1',
      ['refused subsection-name dev.other/a'],
    ],
    ['a subsection of the same name', { subsections: [sub('dev')] }, 'qemu-11.1', ['trap subsection-name dev.dev']],
    [
      'a long name',
      { subsections: [sub(`dev/${'x'.repeat(252)}`)] },
      'qemu-11.1',
      [`trap subsection-name-length dev.dev/${'x'.repeat(252)}`],
    ],
    ['the longest name', { subsections: [sub(`dev/${'x'.repeat(251)}`)] }, 'qemu-11.1', []],
    ['a large version', { subsections: [sub('dev/a', 256)] }, 'qemu-11.1', ['trap subsection-version dev.dev/a']],
    ['a name twice', { subsections: [sub('dev/a'), sub('dev/a')] }, 'qemu-11.1', ['trap subsection-twice dev.dev/a']],
    [
      'a name that begins the next',
      { subsections: [sub('dev/a'), sub('dev/ab')] },
      'qemu-11.1',
      ['trap subsection-prefix dev.dev/a'],
    ],
    ['a name that begins the one before', { subsections: [sub('dev/ab'), sub('dev/a')] }, 'qemu-11.1', []],
    [
      'a last struct with the name of its parent',
      { field: { flags: VMS.STRUCT, info: null, vmsd: sub('de') }, subsections: [sub('dev/a')] },
      'qemu-11.1',
      ['trap struct-prefix dev.f'],
    ],
  ])('%s', (_, parts, dialect, expected) => {
    expect(found(vmsd(parts), dialect)).toEqual(expected);
  });

  it('looks into structs and subsections', () => {
    const bad = vmsd({ field: { info: null } });
    const description = vmsd({
      field: { flags: VMS.STRUCT, info: null, vmsd: { ...bad, name: 'inner' } },
      subsections: [{ ...bad, name: 'dev/a' }],
    });
    expect(found(description)).toEqual(['illegal no-info dev.f.f', 'illegal no-info dev.dev/a.f']);
  });
});

describe('what only real devices showed', () => {
  const n: VMStateField = { ...plain, name: 'n', offset: 0, info: 'uint32' };
  const array: VMStateField = { ...plain, name: 'a', offset: 8, num_offset: 0, flags: VMS.VARRAY_UINT32 };

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
    expect(found(vmsd({ fields: fields.map((field) => ({ ...plain, ...field })) }))).toEqual(expected);
  });

  it('names that begin alike, with one between that is always sent', () => {
    const sometimes = { ...sub('dev/m'), needed: 3 };
    expect(found(vmsd({ subsections: [sub('dev/a'), sub('dev/m'), sub('dev/ab')] }))).toEqual([]);
    expect(found(vmsd({ subsections: [sub('dev/a'), sometimes, sub('dev/ab')] }))).toEqual([
      'trap subsection-prefix dev.dev/a',
    ]);
  });
});

it('finds a struct that is the last field only where a later one does not exist', () => {
  const inner = vmsd({ name: 'dev' });
  const struct: VMStateField = { ...plain, name: 's', flags: VMS.STRUCT, info: null, vmsd: inner };
  const linted = (version_id: number): string[] =>
    found({
      ...vmsd({ version_id: 2 }),
      fields: [struct, { ...plain, name: 'z', offset: 8, version_id }],
      subsections: [sub('dev/a')],
    });
  expect(linted(2)).toContain('trap struct-prefix dev.s');
  expect(linted(0)).not.toContain('trap struct-prefix dev.s');
});
