import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** Versions of descriptions, and nested structs. */
export const structRules: readonly Rule[] = [
  {
    id: 'VMS-VERSION-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load at a version above version_id or below minimum_version_id is rejected before any byte is read.',
  },
  {
    id: 'VMS-VERSION-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement: 'A nested struct (VMS_STRUCT) is saved and loaded at the version_id of its own description.',
  },
  {
    id: 'VMS-VERSION-3',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A nested struct with VMS_VSTRUCT is saved and loaded at struct_version_id, with the fields up to that version. A load is rejected if struct_version_id is outside the versions that its description accepts.',
  },
  {
    id: 'VMS-STRUCT-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement: 'A struct is sent as its fields, without a header. Element i of an array of structs starts at size * i.',
  },
  {
    id: 'VMS-STRUCT-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'Several fields of a description can describe the same bytes. Each field that exists is saved, and of those that exist in a load the last one decides.',
  },
];
