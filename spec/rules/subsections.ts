import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** What follows the fields of a description. */
export const subsectionRules: readonly Rule[] = [
  {
    id: 'VMS-SUB-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_subsection_save',
    statement:
      'After the last field, the subsections whose needed function returns true, or that have none, are sent in the order of the description. A subsection is sent as byte 5, the length of its name, its name, its version_id in 32 bits, and the state of the same object as its own description defines it.',
  },
  {
    id: 'VMS-SUB-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_subsection_load',
    statement:
      'A load accepts subsections in any order and number, by name. A name that starts with the name of the description, is longer, and is not in its list is rejected (-ENOENT up to 10.2, -EINVAL since 11.1). A missing subsection leaves its fields unchanged; needed is not called. Anything else at that position is left in the stream.',
  },
  {
    id: 'VMS-SUB-3',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_subsection_load',
    statement: 'A load uses only the low 8 bits of the version of a subsection, as an unsigned number.',
  },
  {
    id: 'VMS-SUB-4',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_subsection_save, vmstate_subsection_load',
    statement:
      'The length of a name is one byte: that of a name of 256 bytes or more is sent modulo 256, followed by only that many bytes of the name. A name that starts with the name of the preceding struct is taken for a subsection of that struct. A load treats the name as a C string, which ends at its first NUL byte, but consumes its whole length.',
  },
];
