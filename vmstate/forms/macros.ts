import { dialects, type Dialect } from '../dialect.ts';
import { flagNames, type FlagName } from '../host/flags.ts';
import type { Count, CountType, Element, Member, Slots, Storage, StructShape, Test } from '../model/model.ts';

/**
 * What a macro of include/migration/vmstate.h that builds a field describes:
 * the member as a model has it, and the flags that the macro sets. Every other
 * VMSTATE_* macro expands to one of these.
 */
export interface Macro {
  readonly name: `VMSTATE_${string}`;
  readonly dialects: readonly Dialect[];
  readonly flags: readonly FlagName[];
  /** A member of this form, with small numbers. */
  readonly member: Member;
}

/** Of 11.2 no header was to be had. */
const all: readonly Dialect[] = dialects.filter((dialect) => dialect !== 'qemu-11.2');
const before11: readonly Dialect[] = ['qemu-7.2', 'qemu-8.2', 'qemu-10.0', 'qemu-10.2'];
const only11: readonly Dialect[] = ['qemu-11.1'];
const since8: readonly Dialect[] = ['qemu-8.2', 'qemu-10.0', 'qemu-10.2', 'qemu-11.1'];

const inner: StructShape = { name: 'inner', version: 1, minimumVersion: 1, members: [] };
const scalar: Element = { kind: 'scalar', type: 'uint32' };
const struct: Element = { kind: 'struct', struct: inner };
const buffer: Element = { kind: 'buffer', size: 4 };
const unused: Element = { kind: 'unused', size: 4 };
const vbuffer: Element = { kind: 'vbuffer', sizedBy: 0, multiply: null };
const wide: Element = { kind: 'vbuffer', sizedBy: 0, multiply: null, half: 'low' };

const one: Count = { kind: 'one' };
const fixed: Count = { kind: 'fixed', n: 4 };
const by = (type: CountType, multiply: number | null = null): Count => ({ kind: 'counted', by: 0, type, multiply });

interface Form {
  readonly storage?: Storage;
  readonly slots?: Slots;
  readonly test?: Test;
}

const tested: Form = { test: { kind: 'sibling', by: 0 } };

function member(element: Element, count: Count, { storage = 'embedded', slots = 'none', test }: Form = {}): Member {
  return { name: 'm', version: 0, migrated: true, element, count, storage, slots, test };
}

const pointer: Form = { storage: 'pointer' };
const allocated: Form = { storage: 'allocated' };
const nullable: Form = { slots: 'nullable' };

function macro(name: Macro['name'], flags: string, of: Member, where: readonly Dialect[] = all): Macro {
  return { name, dialects: where, flags: names(flags), member: of };
}

function names(flags: string): FlagName[] {
  const wanted = new Set(flags.split(' ').map((flag) => `VMS_${flag}`));
  return flagNames.filter((name) => wanted.has(name));
}

/** Every macro that builds a field, in the order of the header. */
export const macros: readonly Macro[] = [
  macro('VMSTATE_SINGLE_TEST', 'SINGLE', member(scalar, one, tested)),
  macro('VMSTATE_SINGLE_FULL', 'SINGLE', member({ kind: 'checked', info: 'uint32_equal' }, one, tested)),
  macro('VMSTATE_VALIDATE', 'ARRAY MUST_EXIST', member({ kind: 'validate' }, one, tested)),
  macro('VMSTATE_POINTER', 'SINGLE POINTER', member(scalar, one, pointer)),
  macro('VMSTATE_POINTER_TEST', 'SINGLE POINTER', member(scalar, one, { ...pointer, ...tested })),
  macro('VMSTATE_ARRAY', 'ARRAY', member(scalar, fixed)),
  macro('VMSTATE_ARRAY_TEST', 'ARRAY', member(scalar, fixed, tested), ['qemu-7.2', 'qemu-8.2']),
  macro('VMSTATE_2DARRAY', 'ARRAY', member(scalar, fixed)),
  macro('VMSTATE_VARRAY_MULTIPLY', 'VARRAY_UINT32 MULTIPLY_ELEMENTS', member(scalar, by('uint32', 2)), before11),
  macro('VMSTATE_SUB_ARRAY', 'ARRAY', member(scalar, fixed)),
  macro('VMSTATE_ARRAY_INT32_UNSAFE', 'VARRAY_INT32', member(scalar, by('int32'))),
  macro('VMSTATE_VARRAY_INT32', 'VARRAY_INT32 POINTER', member(scalar, by('int32'), pointer)),
  macro('VMSTATE_VARRAY_UINT32', 'VARRAY_UINT32 POINTER', member(scalar, by('uint32'), pointer)),
  macro('VMSTATE_VARRAY_INT32_ALLOC', 'VARRAY_INT32 POINTER ALLOC', member(scalar, by('int32'), allocated), only11),
  macro('VMSTATE_VARRAY_UINT32_ALLOC', 'VARRAY_UINT32 POINTER ALLOC', member(scalar, by('uint32'), allocated)),
  macro('VMSTATE_VARRAY_UINT16_ALLOC', 'VARRAY_UINT16 POINTER ALLOC', member(scalar, by('uint16'), allocated)),
  macro('VMSTATE_VARRAY_UINT16_UNSAFE', 'VARRAY_UINT16', member(scalar, by('uint16'))),
  macro('VMSTATE_VSTRUCT_TEST', 'VSTRUCT', member({ kind: 'struct', struct: inner, version: 1 }, one, tested)),
  macro('VMSTATE_STRUCT_TEST', 'STRUCT', member(struct, one, tested)),
  macro('VMSTATE_STRUCT_POINTER_V', 'STRUCT POINTER', member(struct, one, pointer)),
  macro('VMSTATE_STRUCT_POINTER_TEST_V', 'STRUCT POINTER', member(struct, one, { ...pointer, ...tested })),
  macro('VMSTATE_ARRAY_OF_POINTER', 'ARRAY ARRAY_OF_POINTER', member(scalar, fixed, nullable)),
  macro('VMSTATE_ARRAY_OF_POINTER_TO_STRUCT', 'ARRAY STRUCT ARRAY_OF_POINTER', member(struct, fixed, nullable)),
  macro(
    'VMSTATE_VARRAY_OF_POINTER_UINT32',
    'VARRAY_UINT32 ARRAY_OF_POINTER POINTER',
    member(scalar, by('uint32'), { ...pointer, ...nullable }),
    ['qemu-10.2', 'qemu-11.1'],
  ),
  macro(
    'VMSTATE_VARRAY_OF_POINTER_TO_STRUCT_UINT8_ALLOC',
    'POINTER VARRAY_UINT8 ARRAY_OF_POINTER STRUCT ARRAY_OF_POINTER_AUTO_ALLOC',
    member(struct, by('uint8'), { ...pointer, slots: 'allocated' }),
    only11,
  ),
  macro(
    'VMSTATE_VARRAY_OF_POINTER_TO_STRUCT_UINT32_ALLOC',
    'POINTER VARRAY_UINT32 ARRAY_OF_POINTER STRUCT ARRAY_OF_POINTER_AUTO_ALLOC',
    member(struct, by('uint32'), { ...pointer, slots: 'allocated' }),
    only11,
  ),
  macro('VMSTATE_STRUCT_SUB_ARRAY', 'STRUCT ARRAY', member(struct, fixed)),
  macro('VMSTATE_STRUCT_ARRAY_TEST', 'STRUCT ARRAY', member(struct, fixed, tested)),
  macro('VMSTATE_STRUCT_2DARRAY_TEST', 'STRUCT ARRAY', member(struct, fixed, tested)),
  macro('VMSTATE_STRUCT_VARRAY_UINT8', 'STRUCT VARRAY_UINT8', member(struct, by('uint8'))),
  macro('VMSTATE_STRUCT_VARRAY_POINTER_KNOWN', 'STRUCT ARRAY POINTER', member(struct, fixed, pointer)),
  macro('VMSTATE_STRUCT_VARRAY_POINTER_INT32', 'POINTER VARRAY_INT32 STRUCT', member(struct, by('int32'), pointer)),
  // The counter is a uint32 that the flag reads as an int32.
  macro('VMSTATE_STRUCT_VARRAY_POINTER_UINT32', 'POINTER VARRAY_INT32 STRUCT', member(struct, by('int32'), pointer)),
  macro('VMSTATE_STRUCT_VARRAY_POINTER_UINT16', 'POINTER VARRAY_UINT16 STRUCT', member(struct, by('uint16'), pointer)),
  macro('VMSTATE_STRUCT_VARRAY_INT32', 'STRUCT VARRAY_INT32', member(struct, by('int32'))),
  macro('VMSTATE_STRUCT_VARRAY_UINT32', 'STRUCT VARRAY_UINT32', member(struct, by('uint32'))),
  macro('VMSTATE_STRUCT_VARRAY_ALLOC', 'STRUCT VARRAY_INT32 ALLOC POINTER', member(struct, by('int32'), allocated)),
  // A part of a buffer (VMSTATE_PARTIAL_BUFFER, VMSTATE_BUFFER_START_MIDDLE) is a buffer at another offset.
  macro('VMSTATE_STATIC_BUFFER', 'BUFFER', member(buffer, one, tested)),
  macro(
    'VMSTATE_VBUFFER_MULTIPLY',
    'VBUFFER POINTER MULTIPLY',
    member({ ...vbuffer, multiply: 2 }, one, { ...pointer, ...tested }),
  ),
  macro('VMSTATE_VBUFFER', 'VBUFFER POINTER', member(vbuffer, one, { ...pointer, ...tested })),
  macro('VMSTATE_VBUFFER_UINT32', 'VBUFFER POINTER', member(vbuffer, one, { ...pointer, ...tested })),
  macro('VMSTATE_VBUFFER_ALLOC_UINT32', 'VBUFFER POINTER ALLOC', member(vbuffer, one, { ...allocated, ...tested })),
  macro('VMSTATE_VBUFFER_UINT64', 'VBUFFER POINTER', member(wide, one, { ...pointer, ...tested }), only11),
  macro('VMSTATE_BUFFER_UNSAFE_INFO_TEST', 'BUFFER', member(buffer, one, tested)),
  macro('VMSTATE_BUFFER_POINTER_UNSAFE', 'BUFFER POINTER', member(buffer, one, pointer)),
  macro('VMSTATE_WITH_TMP', '', member({ kind: 'tmp', struct: inner }, one), ['qemu-7.2']),
  macro('VMSTATE_WITH_TMP_TEST', '', member({ kind: 'tmp', struct: inner }, one, tested), since8),
  macro('VMSTATE_UNUSED_BUFFER', 'BUFFER', member(unused, one, tested)),
  macro('VMSTATE_UNUSED_VARRAY_UINT32', 'VARRAY_UINT32 BUFFER', member(unused, by('uint32'), tested)),
  macro('VMSTATE_BITMAP', 'VBUFFER POINTER', member({ kind: 'bitmap', sizedBy: 0 }, one, pointer), ['qemu-7.2']),
  macro(
    'VMSTATE_BITMAP_TEST',
    'VBUFFER POINTER',
    member({ kind: 'bitmap', sizedBy: 0 }, one, { ...pointer, ...tested }),
    since8,
  ),
  macro('VMSTATE_QTAILQ_V', '', member({ kind: 'list', list: 'qtailq', struct: inner }, one)),
  macro('VMSTATE_GTREE_V', '', member({ kind: 'tree', key: inner, value: inner }, one)),
  macro('VMSTATE_GTREE_DIRECT_KEY_V', '', member({ kind: 'tree', key: null, value: inner }, one)),
  macro('VMSTATE_QLIST_V', '', member({ kind: 'list', list: 'qlist', struct: inner }, one)),
  macro('VMSTATE_GBYTEARRAY', 'SINGLE', member({ kind: 'bytearray' }, one), only11),
];
