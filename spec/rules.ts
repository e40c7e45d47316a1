import type { Dialect } from '../vmstate/dialect.ts';
import { dialects } from '../vmstate/dialect.ts';

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
const before11: readonly Dialect[] = ['qemu-7.2', 'qemu-10.0', 'qemu-10.2'];

/** Every rule, in the order of spec/rules.md. */
export const rules: readonly Rule[] = [
  { id: 'VMS-WIRE-1', level: 'must', dialects: all, source: 'vmstate-types.c:put_uint32 and its siblings', statement: 'An integer of n bytes is n bytes on the wire, most significant first, whatever the byte order of the host.' },
  { id: 'VMS-WIRE-2', level: 'must', dialects: all, source: 'vmstate-types.c:put_bool, get_bool', statement: 'A bool is one byte, 0 or 1.' },
  { id: 'VMS-WIRE-3', level: 'must', dialects: all, source: 'vmstate-types.c:put_buffer, get_buffer', statement: 'A buffer is its bytes as they are, exactly the size of the element.' },
  { id: 'VMS-WIRE-4', level: 'must', dialects: all, source: 'vmstate-types.c:put_unused_buffer, get_unused_buffer', statement: 'An unused buffer is zero bytes of the size of the element; a load skips them, whatever they are, and writes nothing.' },
  { id: 'VMS-WIRE-5', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v', statement: 'Fields follow each other in the order of the description, elements in the order of the array, with nothing between them: no tag, no padding, no alignment.' },
  { id: 'VMS-EXIST-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_field_exists', statement: 'A field without field_exists is sent and read if and only if its version_id is at most the version in use; otherwise it has no bytes and its memory is untouched.' },
  { id: 'VMS-VERSION-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state', statement: 'A load of a version above version_id or below minimum_version_id is refused before any byte is read.' },
  { id: 'VMS-VERSION-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state', statement: 'A nested struct (VMS_STRUCT) is saved and loaded at the version_id of its own description.' },
  { id: 'VMS-STRUCT-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state', statement: 'A struct on the wire is the sum of its fields, without a header; its element i starts at size * i.' },
  { id: 'VMS-COUNT-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_n_elems', statement: 'VMS_ARRAY has num elements; a field without an array flag has one.' },
  { id: 'VMS-COUNT-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_n_elems', statement: 'VMS_VARRAY_INT32, UINT32, UINT16 and UINT8 have as many elements as the member at num_offset says, read in that width, at the moment the field is reached.' },
  { id: 'VMS-COUNT-3', level: 'quirk', dialects: all, source: 'vmstate.c:vmstate_n_elems', statement: 'The count is a C int: a negative INT32 and a UINT32 of 2^31 or more give no elements and no error.' },
  { id: 'VMS-COUNT-4', level: 'must', dialects: before11, source: 'vmstate.c:vmstate_n_elems', statement: 'VMS_MULTIPLY_ELEMENTS multiplies the count by num.' },
  { id: 'VMS-COUNT-5', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state, vmstate_handle_alloc', statement: 'A field with no elements has no bytes, may have a NULL pointer, and allocates nothing.' },
  { id: 'VMS-SIZE-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_size', statement: 'The size of an element is size, unless another rule says otherwise.' },
  { id: 'VMS-SIZE-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_size', statement: 'The size of a VMS_VBUFFER element is the member at size_offset, read as a signed 32-bit integer; with VMS_MULTIPLY times size.' },
  { id: 'VMS-SIZE-3', level: 'must', dialects: all, source: 'vmstate.c:vmstate_size; vmstate.h macros', statement: 'The distance between two slots of an array of pointers is the size of a host pointer: by size, which the macros set so, up to 10.2; by VMS_ARRAY_OF_POINTER itself since 11.0.' },
  { id: 'VMS-SIZE-4', level: 'must', dialects: ['qemu-11.1'], source: 'vmstate.c:vmstate_size', statement: 'The size member of a plain array of pointers has no effect on what is saved and loaded.' },
  { id: 'VMS-POINTER-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state', statement: 'VMS_POINTER: the elements start where the pointer at offset points; it is followed once, before any array arithmetic.' },
  { id: 'VMS-ALLOC-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_handle_alloc', statement: 'VMS_POINTER with VMS_ALLOC: a load allocates exactly element size times count bytes, before the first element, and stores the address; nothing when that product is 0.' },
  { id: 'VMS-ALLOC-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state', statement: 'Nothing else allocates, and a load changes no other pointer.' },
  { id: 'VMS-NULL-1', level: 'must', dialects: all, source: 'vmstate.c:vmsd_create_fake_nullptr_field; vmstate-types.c:put_nullptr', statement: 'A NULL slot of an array of pointers is the single byte 0x30.' },
  { id: 'VMS-NULL-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state, vmstate_load_next', statement: 'Without AUTO_ALLOC the destination decides: a NULL slot reads one marker byte and stays NULL, any other slot is followed and reads an element, which has no marker.' },
  { id: 'VMS-AUTO-1', level: 'must', dialects: ['qemu-11.1'], source: 'vmstate.c:vmstate_save_vmsd_v', statement: 'AUTO_ALLOC: every slot starts with a marker, 0x30 for NULL and 0x31 before an element.' },
  { id: 'VMS-AUTO-2', level: 'must', dialects: ['qemu-11.1'], source: 'vmstate.c:vmstate_load_next', statement: 'AUTO_ALLOC: for each marker 0x31 a load allocates an object of size bytes, all zero, and loads the element into it; a marker 0x30 leaves the slot NULL.' },
  { id: 'VMS-LOAD-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state', statement: 'A load of what was saved succeeds and restores every value that the stream carries.' },
  { id: 'VMS-LOAD-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state', statement: 'A load takes exactly the bytes that were saved and leaves those behind them in the stream.' },
  { id: 'VMS-LOAD-3', level: 'quirk', dialects: all, source: 'vmstate.c:vmstate_subsection_load', statement: 'Behind every struct a load looks for a subsection: bytes that look like one (0x05, a length, a name that begins with the name of the description) decide over the load, whoever wrote them.' },
  { id: 'VMS-STREAM-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state; qemu-file.c:qemu_fill_buffer', statement: 'A load that runs out of bytes is refused after the element that misses them (code -EIO up to 10.2, -EINVAL since 11.0; the stream error is -EIO in both); a stream that ends with the last field leaves the stream error -EIO, from the look for a subsection, in a load that succeeds.' },
  { id: 'VMS-STREAM-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state; vmstate-types.c', statement: 'No byte on the wire says what it is: a load takes each for what the description, the destination and the counts loaded before it say, and refuses only a wrong marker, a wrong version, an unknown subsection and the end of the stream.' },
  { id: 'VMS-FRAME-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_load_state', statement: 'A load changes no byte of the destination that no field describes.' },
  { id: 'VMS-FRAME-2', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v', statement: 'A save changes nothing.' },
  { id: 'VMS-STABLE-1', level: 'must', dialects: all, source: 'vmstate.c:vmstate_save_state_v', statement: 'The same description and memory give the same bytes, every time.' },
];

/** True when the rule holds in the dialect. */
export function appliesIn(id: RuleId, dialect: Dialect): boolean {
  return rules.some((rule) => rule.id === id && rule.dialects.includes(dialect));
}
