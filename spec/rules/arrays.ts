import { dialects } from '../../vmstate/dialect.ts';
import { before11, only112, since11, withInts, type Rule } from './rule.ts';

/** How many elements a field has, and how large they are. */
export const arrayRules: readonly Rule[] = [
  {
    id: 'VMS-COUNT-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_n_elems',
    statement:
      'VMS_ARRAY has num elements. A field without an array flag has one element, even if it has no flag at all.',
  },
  {
    id: 'VMS-COUNT-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_n_elems',
    statement:
      'VMS_VARRAY_INT32, UINT32, UINT16 and UINT8 have as many elements as the member at num_offset holds, read as that type when the field is reached. Since 11.2 VMS_VARRAY replaces all four: the member is read as an unsigned integer of its own width (1, 2, 4 or 8 bytes).',
  },
  {
    id: 'VMS-COUNT-3',
    level: 'quirk',
    dialects: withInts,
    source: 'vmstate.c:vmstate_n_elems',
    statement:
      'The element count is a C int: a negative INT32, or a UINT32 of 2^31 or more, means no elements and is no error.',
  },
  {
    id: 'VMS-COUNT-4',
    level: 'must',
    dialects: before11,
    source: 'vmstate.c:vmstate_n_elems',
    statement: 'VMS_MULTIPLY_ELEMENTS multiplies the count by num; the product wraps like a 32-bit C int.',
  },
  {
    id: 'VMS-COUNT-5',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state, vmstate_handle_alloc',
    statement: 'A field without elements has no bytes, may have a NULL pointer, and allocates nothing.',
  },
  {
    id: 'VMS-SIZE-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_size',
    statement:
      'The element size is size, unless another rule overrides it. It is the distance between the elements of an array, whatever number of bytes the type itself reads and writes.',
  },
  {
    id: 'VMS-SIZE-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_size',
    statement:
      'The size of a VMS_VBUFFER element is the member at size_offset, read as a signed 32-bit integer, since 11.2 as an unsigned integer of its own width. With VMS_MULTIPLY it is multiplied by size; up to 11.1 the product wraps like a 32-bit C int.',
  },
  {
    id: 'VMS-SIZE-3',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_size; vmstate.h macros',
    statement:
      'The distance between two slots of an array of pointers is the size of a host pointer. Up to 10.2 it is taken from size, which the macros set to that; since 11.1 VMS_ARRAY_OF_POINTER implies it.',
  },
  {
    id: 'VMS-SIZE-4',
    level: 'must',
    dialects: since11,
    source: 'vmstate.c:vmstate_size',
    statement: 'The size member of a plain array of pointers has no effect on what is saved and loaded.',
  },
  {
    id: 'VMS-SIZE-5',
    level: 'quirk',
    dialects: ['qemu-11.1'],
    source: 'vmstate.c:vmstate_size; vmstate.h:VMSTATE_VBUFFER_UINT64',
    statement:
      'The size of a VMS_VBUFFER with a 64-bit size member is the 32 bits at the address of that member: its low half on a little-endian host, its high half on a big-endian host.',
  },
  {
    id: 'VMS-SIZE-6',
    level: 'must',
    dialects: only112,
    source: 'vmstate.c:vmstate_size, vmstate_handle_alloc',
    statement:
      'A size whose product with size does not fit 64 bits, and memory that cannot be allocated, are refused with -EINVAL. The refusal itself does not set the stream error.',
  },
  {
    id: 'VMS-SIZE-7',
    level: 'quirk',
    dialects: only112,
    source: 'vmstate.c:vmstate_save_vmsd_v',
    statement: 'A save that is refused because a size cannot be computed does not call the post_save of that struct.',
  },
  {
    id: 'VMS-SIZE-8',
    level: 'must',
    dialects,
    source:
      'vmstate.c:vmstate_size and its callers; vmstate-types.c, the functions of buffer, unused_buffer and bitmap',
    statement:
      'The element size that a slot of an array of pointers has, that of a host pointer, is also how many raw bytes (buffer) or unused bytes are saved and loaded behind it, and how many bits a bitmap has. With AUTO_ALLOC a save takes size from the field, a load that of a pointer. Up to 10.2 a VMS_VBUFFER takes the member at size_offset, which then also is the distance between two slots; since 11.1 the check of QEMU refuses one.',
  },
];
