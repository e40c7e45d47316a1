import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** The functions of a device that a save or load calls. */
export const hookRules: readonly Rule[] = [
  {
    id: 'VMS-HOOK-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A save calls pre_save, processes fields and subsections, then calls post_save. A load checks the version, calls pre_load, processes fields and then subsections in the order of the stream, then calls post_load with the version. Nested descriptions do all of this when they are reached.',
  },
  {
    id: 'VMS-HOOK-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A hook that fails (a negative result; false from an errp variant; since 11.1 post_save returns nothing and cannot fail) ends the save or load. After a failed pre_save nothing is written and post_save is not called; after a failed field or subsection post_save is called. After a failed pre_load nothing is read.',
  },
  {
    id: 'VMS-HOOK-3',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'A positive result of pre_save or post_save fails the save up to 10.2 and is ignored since 11.1. One of pre_load always fails the load. One of post_load is returned up to 10.2 and ignored since 11.1.',
  },
  {
    id: 'VMS-HOOK-4',
    level: 'must',
    dialects: ['qemu-10.2', 'qemu-11.1', 'qemu-11.2'],
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state',
    statement:
      'If a description has both a hook and its errp variant, only the variant is called; false means -EINVAL.',
  },
  {
    id: 'VMS-HOOK-5',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmstate_load_state; 11.1: vmstate_save_vmsd_v, vmstate_load_vmsd',
    statement:
      'Each function of a description gets the object that is saved or loaded with it: that of the element for an element of an array, a list or a tree, the temporary object for a tmp. The functions of a subsection, and needed, get the object of the struct around it; field_exists that of the struct with the field.',
  },
  {
    id: 'VMS-INFO-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state; 11.1: vmstate_load_field',
    statement:
      'A negative result of the get function of an info ends the load, with that code up to 10.2 and with -EINVAL since 11.1; the code of the rejection becomes the error of the stream. Any other result is success. What the function has stored remains.',
  },
  {
    id: 'VMS-INFO-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v; 11.1: vmstate_save_field',
    statement:
      'A negative result of the put function of an info ends the save, with that code up to 10.2 and with -EINVAL since 11.1. The bytes that it has written remain; post_save is called.',
  },
  {
    id: 'VMS-INFO-3',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v; 11.1: vmstate_save_field',
    statement: 'A positive result of the put function of an info fails the save up to 10.2 and is ignored since 11.1.',
  },
];
