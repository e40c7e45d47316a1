import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rules.ts';

/** Where a release aborts: what every other engine may do instead. */
export const abortRules: readonly Rule[] = [
  {
    id: 'VMS-ABORT-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v',
    statement:
      'A save that comes to a VMS_MUST_EXIST field that does not exist does not succeed: a release aborts, another engine may refuse.',
  },
  {
    id: 'VMS-ABORT-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A save or load that comes to a VMS_POINTER field whose pointer is NULL, and that has elements of some size, does not succeed: a release aborts, another engine may refuse.',
  },
  {
    id: 'VMS-ABORT-3',
    level: 'must',
    dialects: ['qemu-11.1'],
    source: 'vmstate.c:vmstate_load_next',
    statement:
      'Marker 0x31 for a NULL slot of an array of pointers without AUTO_ALLOC does not load: a release aborts, another engine may refuse.',
  },
];
