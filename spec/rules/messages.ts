import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** What QEMU says of a save or load that it refuses. The texts themselves are in docs/messages.md. */
export const messageRules: readonly Rule[] = [
  {
    id: 'VMS-MSG-1',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_load_state, vmstate_subsection_load; vmstate-types.c; 11.1: vmstate_load_vmsd',
    statement:
      'A refused load says why, in the words of the release. Up to 10.0 it prints them, and says nothing of hooks, infos of devices and unknown subsections. In 10.2 structs set an Error, and infos print. Since 11.1 all is in one Error; 11.2 also has texts for sizes and for memory that cannot be had. The text of an Error that a hook sets is the device’s own.',
  },
  {
    id: 'VMS-MSG-2',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_load_state, vmstate_subsection_load; vmstate-types.c:get_qlist, get_gtree',
    statement:
      'What is around the cause adds to it. Up to 10.0 each field around prints a line, inner ones first, and so do a QLIST and a tree. In 10.2 an info that fails gets an Error with its type, its name and its code, after lists, trees and temporary objects have printed that of their elements; one that an element has set without failing is not printed behind a tree whose nodes are not as many as announced. A subsection puts its name before the Error (10.2: and its code).',
  },
  {
    id: 'VMS-MSG-3',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v; 11.1: vmstate_pre_save, vmstate_save_field',
    statement:
      'A refused save says why: 7.2 prints that a pre_save failed, later releases set an Error of it where there is one; 10.0 and 10.2 also of a post_save, 10.0, 11.1 and 11.2 also of an info, 11.2 also of a size.',
  },
  {
    id: 'VMS-MSG-4',
    level: 'quirk',
    dialects,
    source:
      'vmstate.c:vmstate_save_state_v; vmstate-types.c:put_qlist, put_gtree; 11.1: vmstate_save_field_with_vmdesc',
    statement:
      'Each field around the cause says that its save failed: 7.2 prints it, 8.2 and 10.2 set an Error, 10.0, 11.1 and 11.2 put it before the one that is set. Up to 10.0 a QLIST prints the name and code of its element; up to 10.2 a tree prints a line, in 10.2 after the Error of its node.',
  },
];
