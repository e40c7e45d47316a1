import { dialects } from '../../vmstate/dialect.ts';
import { since11, type Rule } from './rule.ts';

/** Which fields a save writes and a load reads, and where QEMU aborts. */
export const existenceRules: readonly Rule[] = [
  {
    id: 'VMS-EXIST-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_field_exists',
    statement:
      'A field without field_exists is sent and read if and only if its version_id is not greater than the version in use. Otherwise it has no bytes, and a load leaves its memory unchanged.',
  },
  {
    id: 'VMS-EXIST-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_field_exists',
    statement:
      'A field with field_exists is sent and read if and only if that function returns true. It is called once per field, in order, after all earlier fields; version_id is ignored.',
  },
  {
    id: 'VMS-EXIST-3',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement:
      'A load that reaches a VMS_MUST_EXIST field that does not exist is rejected. A field without elements (VMSTATE_VALIDATE) has no bytes; only its test matters.',
  },
  {
    id: 'VMS-ABORT-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v',
    statement:
      'A save that reaches a VMS_MUST_EXIST field that does not exist does not succeed: QEMU aborts, another engine may reject it.',
  },
  {
    id: 'VMS-ABORT-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A save or load that reaches a VMS_POINTER field with a NULL pointer, at least one element and a nonzero element size does not succeed: QEMU aborts, another engine may reject it.',
  },
  {
    id: 'VMS-ABORT-3',
    level: 'must',
    dialects: since11,
    source: 'vmstate.c:vmstate_load_next',
    statement:
      'A load of marker 0x31 into a NULL slot of an array of pointers without AUTO_ALLOC does not succeed: QEMU aborts, another engine may reject it.',
  },
  {
    id: 'VMS-ABORT-4',
    level: 'must',
    dialects: since11,
    source: 'vmstate-types.c:put_g_byte_array, get_g_byte_array',
    statement:
      'A save or load that reaches a GByteArray whose pointer is NULL does not succeed, whatever its length: QEMU crashes, another engine may reject it.',
  },
];
