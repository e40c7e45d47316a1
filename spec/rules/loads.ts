import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** What a load accepts. */
export const loadRules: readonly Rule[] = [
  {
    id: 'VMS-LOAD-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load of a saved state succeeds and restores every value that the stream contains.',
  },
  {
    id: 'VMS-LOAD-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load consumes exactly the bytes that were saved and leaves the bytes after them in the stream.',
  },
  {
    id: 'VMS-LOAD-4',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement:
      'A rejected load keeps what it has loaded so far and changes nothing else. A load into an object that was loaded before, fully or in part, works with its current contents.',
  },
  {
    id: 'VMS-PAIR-1',
    level: 'must',
    dialects,
    source: 'docs/devel/migration; vmstate.c:vmstate_load_state',
    statement:
      'A description loads the streams of its older versions down to minimum_version_id, without the fields and subsections that they did not have. An older description rejects a newer version.',
  },
  {
    id: 'VMS-LOAD-3',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_subsection_load',
    statement:
      'After every struct a load looks for a subsection. Bytes that look like one (0x05, a length greater than that of the name of the description, a name that starts with that name) are treated as one, even if they are data of the next field. The load checks them in this order, stops at the first mismatch, and consumes nothing until all match. If the stream ends before one of them or within the name (as long as its length says), there is no subsection, and the stream error becomes -EIO.',
  },
];
