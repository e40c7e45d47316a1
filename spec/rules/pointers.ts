import { dialects } from '../../vmstate/dialect.ts';
import { before11, since11, type Rule } from './rule.ts';

/** Pointers, allocation, and arrays of pointers. */
export const pointerRules: readonly Rule[] = [
  {
    id: 'VMS-POINTER-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'With VMS_POINTER the elements start where the pointer at offset points. It is followed once, before any array arithmetic.',
  },
  {
    id: 'VMS-ALLOC-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_handle_alloc',
    statement:
      'With VMS_POINTER and VMS_ALLOC a load allocates exactly element size times count bytes before the first element, and stores the address. It allocates nothing if that product is 0.',
  },
  {
    id: 'VMS-ALLOC-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'Nothing else allocates memory, and a load changes no other pointer.',
  },
  {
    id: 'VMS-NULL-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmsd_create_fake_nullptr_field; vmstate-types.c:put_nullptr',
    statement: 'A NULL slot of an array of pointers is sent as the single byte 0x30.',
  },
  {
    id: 'VMS-NULL-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state, vmstate_load_next',
    statement:
      'Without AUTO_ALLOC the slots of the destination decide what a load reads: for a NULL slot one marker byte, and the slot stays NULL; for any other slot an element, which has no marker.',
  },
  {
    id: 'VMS-NULL-3',
    level: 'must',
    dialects: before11,
    source: 'vmstate.c:vmstate_n_elems, vmstate_save_state_v, vmstate_load_state',
    statement:
      'VMS_ARRAY_OF_POINTER without an array flag is an array of one slot: the pointer is followed, and NULL is the byte 0x30. (Since 11.1 the check of descriptions in test runs asserts that there is an array flag.)',
  },
  {
    id: 'VMS-AUTO-1',
    level: 'must',
    dialects: since11,
    source: 'vmstate.c:vmstate_save_vmsd_v',
    statement: 'With AUTO_ALLOC every slot starts with a marker: 0x30 for NULL, 0x31 before an element.',
  },
  {
    id: 'VMS-AUTO-2',
    level: 'must',
    dialects: since11,
    source: 'vmstate.c:vmstate_load_next',
    statement:
      'With AUTO_ALLOC a load allocates a zeroed object of size bytes for each marker 0x31 and loads the element into it; a marker 0x30 leaves the slot NULL.',
  },
];
