import { abortRules } from './abort-rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { dialects } from '../../vmstate/dialect.ts';

/** must: the wire or memory breaks without it. should: QEMU promises it. quirk: what a release does, sensible or not. */
export type Level = 'must' | 'should' | 'quirk';

/** `VMS-<area>-<number>`; never reused. */
export type RuleId = `VMS-${string}-${number}`;

/** One numbered normative statement. */
export interface Rule {
  readonly id: RuleId;
  readonly level: Level;
  readonly dialects: readonly Dialect[];
  /** Where QEMU does it: file:function. */
  readonly source: string;
  readonly statement: string;
}

const all = dialects;

/** The releases before the array-of-pointer series. */
const before11: readonly Dialect[] = ['qemu-7.2', 'qemu-8.2', 'qemu-10.0', 'qemu-10.2'];

const only11: readonly Dialect[] = ['qemu-11.1'];

/** Every rule, in the order of spec/rules/rules.md. */
export const rules: readonly Rule[] = [
  {
    id: 'VMS-WIRE-1',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_uint32 and its siblings',
    statement:
      'An integer of n bytes is n bytes on the wire, most significant first, whatever the byte order of the host.',
  },
  {
    id: 'VMS-WIRE-2',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_bool, get_bool',
    statement: 'A bool is one byte, 0 or 1; a load takes any byte but 0 for true.',
  },
  {
    id: 'VMS-WIRE-3',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_buffer, get_buffer',
    statement: 'A buffer is its bytes as they are, exactly the size of the element.',
  },
  {
    id: 'VMS-WIRE-4',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_unused_buffer, get_unused_buffer',
    statement:
      'An unused buffer is zero bytes of the size of the element; a load skips them, whatever they are, and writes nothing.',
  },
  {
    id: 'VMS-WIRE-5',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v',
    statement:
      'Fields follow each other in the order of the description, elements in the order of the array, with nothing between them: no tag, no padding, no alignment.',
  },
  {
    id: 'VMS-CHECK-1',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:get_uint32_equal and its siblings',
    statement:
      'An equal type has the bytes of its integer; a load refuses a value that is not the one the destination holds, and stores nothing.',
  },
  {
    id: 'VMS-CHECK-2',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:get_int32_le',
    statement:
      'int32_le has the bytes of an int32; a load stores a value from 0 to the one the destination holds and refuses any other.',
  },
  {
    id: 'VMS-BITMAP-1',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_bitmap, get_bitmap',
    statement:
      'A bitmap of n bits is n / 64, rounded up, 64-bit words, most significant byte first; bit j of word i is bit 64 i + j of the map, whatever the word of the host. Bits beyond the size travel along. A size from -63 to -1 gives no bytes; what lies below is never asked for.',
  },
  {
    id: 'VMS-TIMER-1',
    level: 'must',
    dialects: all,
    source: 'savevm.c:timer_put, timer_get',
    statement:
      'A timer is the time of its expiry, a 64-bit integer, or -1 when it is not pending. A load of -1 stops it; any other time below zero becomes 0.',
  },
  {
    id: 'VMS-BYTES-1',
    level: 'must',
    dialects: only11,
    source: 'vmstate-types.c:put_g_byte_array, get_g_byte_array',
    statement:
      'A GByteArray is its length in 32 bits, unsigned, and its bytes; a load gives it that length, whatever it had.',
  },
  {
    id: 'VMS-EXIST-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_field_exists',
    statement:
      'A field without field_exists is sent and read if and only if its version_id is at most the version in use; otherwise it has no bytes and its memory is untouched.',
  },
  {
    id: 'VMS-EXIST-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_field_exists',
    statement:
      'A field with field_exists is sent and read if and only if that function says so, asked once per field, in order, when all earlier fields are done; version_id has no say.',
  },
  {
    id: 'VMS-EXIST-3',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement:
      'A load that comes to a VMS_MUST_EXIST field that does not exist is refused; a field of no elements (VMSTATE_VALIDATE) has no bytes and exists only to be asked.',
  },
  ...abortRules,
  {
    id: 'VMS-VERSION-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load of a version above version_id or below minimum_version_id is refused before any byte is read.',
  },
  {
    id: 'VMS-VERSION-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement: 'A nested struct (VMS_STRUCT) is saved and loaded at the version_id of its own description.',
  },
  {
    id: 'VMS-VERSION-3',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A nested struct of VMS_VSTRUCT is saved and loaded at struct_version_id: fields up to that version, refused when it is outside the versions of its description.',
  },
  {
    id: 'VMS-STRUCT-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement: 'A struct on the wire is the sum of its fields, without a header; its element i starts at size * i.',
  },
  {
    id: 'VMS-COUNT-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_n_elems',
    statement: 'VMS_ARRAY has num elements; a field without an array flag has one, also without any flag.',
  },
  {
    id: 'VMS-COUNT-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_n_elems',
    statement:
      'VMS_VARRAY_INT32, UINT32, UINT16 and UINT8 have as many elements as the member at num_offset says, read in that width, at the moment the field is reached.',
  },
  {
    id: 'VMS-COUNT-3',
    level: 'quirk',
    dialects: all,
    source: 'vmstate.c:vmstate_n_elems',
    statement: 'The count is a C int: a negative INT32 and a UINT32 of 2^31 or more give no elements and no error.',
  },
  {
    id: 'VMS-COUNT-4',
    level: 'must',
    dialects: before11,
    source: 'vmstate.c:vmstate_n_elems',
    statement: 'VMS_MULTIPLY_ELEMENTS multiplies the count by num; the product wraps as a C int of 32 bits does.',
  },
  {
    id: 'VMS-COUNT-5',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state, vmstate_handle_alloc',
    statement: 'A field with no elements has no bytes, may have a NULL pointer, and allocates nothing.',
  },
  {
    id: 'VMS-SIZE-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_size',
    statement:
      'The size of an element is size, unless another rule says otherwise: that far apart are the elements of an array, whatever the width in which an info reads and writes them.',
  },
  {
    id: 'VMS-SIZE-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_size',
    statement:
      'The size of a VMS_VBUFFER element is the member at size_offset, read as a signed 32-bit integer; with VMS_MULTIPLY times size, a product that wraps as a C int of 32 bits does.',
  },
  {
    id: 'VMS-SIZE-3',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_size; vmstate.h macros',
    statement:
      'The distance between two slots of an array of pointers is the size of a host pointer: by size, which the macros set so, up to 10.2; by VMS_ARRAY_OF_POINTER itself since 11.1.',
  },
  {
    id: 'VMS-SIZE-4',
    level: 'must',
    dialects: only11,
    source: 'vmstate.c:vmstate_size',
    statement: 'The size member of a plain array of pointers has no effect on what is saved and loaded.',
  },
  {
    id: 'VMS-SIZE-5',
    level: 'quirk',
    dialects: only11,
    source: 'vmstate.c:vmstate_size; vmstate.h:VMSTATE_VBUFFER_UINT64',
    statement:
      'A VMS_VBUFFER whose size is a 64-bit member has the size that 32 bits at its address say: the low half on a little-endian host, the high half on a big-endian one.',
  },
  {
    id: 'VMS-POINTER-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'VMS_POINTER: the elements start where the pointer at offset points; it is followed once, before any array arithmetic.',
  },
  {
    id: 'VMS-ALLOC-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_handle_alloc',
    statement:
      'VMS_POINTER with VMS_ALLOC: a load allocates exactly element size times count bytes, before the first element, and stores the address; nothing when that product is 0.',
  },
  {
    id: 'VMS-ALLOC-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'Nothing else allocates, and a load changes no other pointer.',
  },
  {
    id: 'VMS-NULL-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmsd_create_fake_nullptr_field; vmstate-types.c:put_nullptr',
    statement: 'A NULL slot of an array of pointers is the single byte 0x30.',
  },
  {
    id: 'VMS-NULL-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state, vmstate_load_next',
    statement:
      'Without AUTO_ALLOC the destination decides: a NULL slot reads one marker byte and stays NULL, any other slot is followed and reads an element, which has no marker.',
  },
  {
    id: 'VMS-AUTO-1',
    level: 'must',
    dialects: ['qemu-11.1'],
    source: 'vmstate.c:vmstate_save_vmsd_v',
    statement: 'AUTO_ALLOC: every slot starts with a marker, 0x30 for NULL and 0x31 before an element.',
  },
  {
    id: 'VMS-AUTO-2',
    level: 'must',
    dialects: ['qemu-11.1'],
    source: 'vmstate.c:vmstate_load_next',
    statement:
      'AUTO_ALLOC: for each marker 0x31 a load allocates an object of size bytes, all zero, and loads the element into it; a marker 0x30 leaves the slot NULL.',
  },
  {
    id: 'VMS-LIST-1',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_qtailq, put_qlist',
    statement:
      'A list is a byte 1 and an element for each of its elements in order, then a byte 0. Elements are saved at the version_id of their description.',
  },
  {
    id: 'VMS-LIST-2',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:get_qtailq, get_qlist',
    statement:
      'A load of a list allocates each element, loads it at the version_id of the field (refused before a byte is read when that is outside the versions of the element) and links it; any byte but 0 announces an element. A QTAILQ grows at its end; a QLIST takes the first new element at its head and each other behind the one before, as its last: what followed is lost.',
  },
  {
    id: 'VMS-TREE-1',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_gtree',
    statement:
      'A tree is the number of its nodes in 32 bits, a C int, then a byte 1, the key and the value for each of them in order, then a byte 0. A direct key has 64 bits on every host; keys and values are saved at the version_id of their descriptions.',
  },
  {
    id: 'VMS-TREE-2',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:get_gtree',
    statement:
      'A load of a tree allocates each key (unless it is direct) and each value, all zero, loads them at the version of the field (refused before a byte is read when that is outside the versions of key or value) and adds them to what is there; any byte but 0 announces a node. More nodes than their number says, or fewer, are refused.',
  },
  {
    id: 'VMS-TREE-3',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:get_gtree; glib: gtree.c:g_tree_insert',
    statement:
      'A tree is ordered by key, in the order of the device, whatever the order in the stream is. A key that is equal to one that is there adds no node: the node keeps its key and gets the new value. The number in the stream counts what was sent.',
  },
  {
    id: 'VMS-TMP-1',
    level: 'must',
    dialects: all,
    source: 'vmstate-types.c:put_tmp, get_tmp',
    statement:
      'A tmp field is saved and loaded in a temporary object that knows its parent, through the hooks of its description, at the version_id of that description when saved and of the field when loaded; what was loaded reaches the parent in post_load, and nothing does where that is not reached; the object is gone afterwards.',
  },
  {
    id: 'VMS-SUB-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_subsection_save',
    statement:
      'Behind the last field stand, in the order of the description, the subsections whose needed function says so, or that have none: byte 5, length and bytes of the name, 32-bit version_id, and the state as its own description says, of the same object.',
  },
  {
    id: 'VMS-SUB-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_subsection_load',
    statement:
      'A load takes the subsections that it finds, in any order and any number, by name; a name that begins with that of the description, is longer, and is not in its list is refused (-ENOENT up to 10.2, -EINVAL since 11.1); one that is missing leaves its fields untouched; needed is not asked. Anything else that stands there is left in the stream.',
  },
  {
    id: 'VMS-SUB-3',
    level: 'quirk',
    dialects: all,
    source: 'vmstate.c:vmstate_subsection_load',
    statement: 'Of the version of a subsection a load looks at the low 8 bits only, unsigned.',
  },
  {
    id: 'VMS-SUB-4',
    level: 'quirk',
    dialects: all,
    source: 'vmstate.c:vmstate_subsection_save, vmstate_subsection_load',
    statement:
      'The length of a name is one byte: that of 256 bytes or more is written modulo 256, and only that many bytes of the name follow. A name that begins with that of the struct before it is taken for a subsection of that struct. In a load the name is a C string, which ends at its first NUL byte, but all of its length is consumed.',
  },
  {
    id: 'VMS-HOOK-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A save calls pre_save, then handles fields and subsections, then post_save; a load checks the version, calls pre_load, then handles fields and subsections in the order of the stream, then calls post_load with the version; inner descriptions do all of theirs on the way.',
  },
  {
    id: 'VMS-HOOK-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A hook that fails (a negative result, false from an errp variant; since 11.1 post_save returns nothing and cannot) ends the save or load: after pre_save nothing is written and post_save is not called, after a field or a subsection that fails it is; after pre_load nothing is read.',
  },
  {
    id: 'VMS-HOOK-3',
    level: 'quirk',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A positive result of pre_save or post_save fails the save up to 10.2 and means nothing since 11.1; one of pre_load always fails the load; one of post_load is returned up to 10.2 and means nothing since 11.1.',
  },
  {
    id: 'VMS-HOOK-4',
    level: 'must',
    dialects: ['qemu-10.2', 'qemu-11.1'],
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement: 'Where a description has both a hook and its errp variant only the variant is called; false is -EINVAL.',
  },
  {
    id: 'VMS-DESC-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmsd_desc_field_start, vmsd_desc_field_end',
    statement:
      'The vmdesc of a save names each field that was written, its type and the bytes of one element, nested as the description is, and the subsections that were sent; asking for it changes no byte.',
  },
  {
    id: 'VMS-DESC-2',
    level: 'quirk',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v, vmsd_can_compress',
    statement: 'How the vmdesc tells arrays (array_len, index, runs of NULL) is as the release does it, gaps included.',
  },
  {
    id: 'VMS-DESC-3',
    level: 'should',
    dialects: all,
    source: 'json-writer.c:quoted_str; unicode.c:mod_utf8_codepoint',
    statement:
      'A name in the vmdesc is printable ASCII: anything else is escaped as in JSON, above 16 bits as a pair; a code point that is no character becomes U+FFFD.',
  },
  {
    id: 'VMS-LOAD-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load of what was saved succeeds and restores every value that the stream carries.',
  },
  {
    id: 'VMS-LOAD-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load takes exactly the bytes that were saved and leaves those behind them in the stream.',
  },
  {
    id: 'VMS-LOAD-4',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement:
      'A load that is refused keeps what it had loaded and has touched nothing else; a load into an object that was loaded before, or half loaded, goes by what it holds now.',
  },
  {
    id: 'VMS-PAIR-1',
    level: 'must',
    dialects: all,
    source: 'docs/devel/migration; vmstate.c:vmstate_load_state',
    statement:
      'A description reads the streams of its older versions down to minimum_version_id, without the fields and subsections that they did not have, and an older description refuses a newer version.',
  },
  {
    id: 'VMS-LOAD-3',
    level: 'quirk',
    dialects: all,
    source: 'vmstate.c:vmstate_subsection_load',
    statement:
      'Behind every struct a load looks for a subsection: bytes that look like one (0x05, a length above that of the description’s name, a name that begins with it) decide over the load, whoever wrote them. It looks at these in order, stops at the first that is not so, and consumes nothing until all are; where the stream ends before one of them or within the name (as long as its length says) there is no subsection, and the stream error becomes -EIO.',
  },
  {
    id: 'VMS-STREAM-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state; qemu-file.c:qemu_fill_buffer',
    statement:
      'A load that runs out of bytes is refused after the element that misses them (code -EIO up to 10.2, -EINVAL since 11.1; the stream error is -EIO in both), or the next one where that has no bytes and a NULL pointer (since 11.1; who sees values sees no pointer, and is not judged by this); a stream that ends with the last field leaves the stream error -EIO, from the look for a subsection, in a load that succeeds.',
  },
  {
    id: 'VMS-STREAM-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state; vmstate-types.c',
    statement:
      'No byte on the wire says what it is: a load takes each for what the description, the destination and the counts loaded before it say, and refuses only a wrong marker, a wrong version, a value that a check does not allow, a wrong number of nodes, an unknown subsection and the end of the stream.',
  },
  {
    id: 'VMS-STREAM-3',
    level: 'quirk',
    dialects: all,
    source: 'qemu-file.c:qemu_peek_buffer',
    statement:
      'A buffer, or a byte array, in which the stream ends gets as many bytes as are left, and not always those: QEMU copies from where they stood in its buffer of 32 KiB before it moved them to the front. Of n bytes left that stood at i, byte j is that at i + j among them while i + j is below n, and otherwise the one that belongs there.',
  },
  {
    id: 'VMS-STREAM-4',
    level: 'must',
    dialects: all,
    source: 'qemu-file.c:qemu_peek_buffer, qemu_get_buffer',
    statement:
      'How a stream is cut into reads changes nothing of a load but what VMS-STREAM-3 and VMS-STREAM-5 say: who gets fewer bytes than are wanted reads again.',
  },
  {
    id: 'VMS-STREAM-5',
    level: 'quirk',
    dialects: ['qemu-8.2', 'qemu-10.0'],
    source: 'qemu-file.c:qemu_fill_buffer',
    statement:
      'A stream that has an error is read no further: a load that goes on in spite of it, after a positive result of a hook in a subsection, has the bytes that were read before, at most 32 KiB of them, and then zeros.',
  },
  {
    id: 'VMS-CODE-1',
    level: 'should',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state, vmstate_save_state_v',
    statement:
      'A refusal has the code of the release: up to 10.2 that of the part that failed (-EIO at the end of the stream, -EPERM for a field that must exist, -ENOENT for an unknown subsection, a hook its own, otherwise -EINVAL), since 11.1 always -EINVAL.',
  },
  {
    id: 'VMS-CODE-2',
    level: 'should',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state; qemu-file.c:qemu_file_set_error',
    statement:
      'The error of the stream after a load is the first that was set: by the end of the stream (-EIO), by an element that failed (its code; a struct is one, a marker only up to 10.2), and since 8.2 by a subsection that failed or is unknown, at the outermost level too. A version, a hook, a field that must exist and since 11.1 a wrong marker set none at their own level, but fail the element that they are in.',
  },
  {
    id: 'VMS-FRAME-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load changes no byte of the destination that no field describes.',
  },
  {
    id: 'VMS-FRAME-2',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v',
    statement: 'A save changes nothing.',
  },
  {
    id: 'VMS-PROMISE-3',
    level: 'should',
    dialects: all,
    source: 'qemu-file.c:qemu_peek_buffer',
    statement: 'How a stream is cut into reads changes nothing: neither how a load ends nor what it leaves behind.',
  },
  {
    id: 'VMS-PROMISE-1',
    level: 'should',
    dialects: all,
    source: 'docs/devel/migration',
    statement:
      'A state that was saved can be loaded, whatever its values, unless a hook, a version or a field that must exist refuses it.',
  },
  {
    id: 'VMS-PROMISE-2',
    level: 'should',
    dialects: all,
    source: 'docs/devel/migration; scripts/analyze-migration.py',
    statement:
      'The vmdesc suffices to take the bytes apart: sizes add up to the bytes, and each entry ends where a value does.',
  },
  {
    id: 'VMS-STABLE-1',
    level: 'must',
    dialects: all,
    source: 'vmstate.c:vmstate_save_state_v',
    statement: 'The same description and memory give the same bytes, every time.',
  },
];

/** True when the rule holds in the dialect. */
export function appliesIn(id: RuleId, dialect: Dialect): boolean {
  return rules.some((rule) => rule.id === id && rule.dialects.includes(dialect));
}
