import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** Unchanged memory, promises to users, and determinism. */
export const guaranteeRules: readonly Rule[] = [
  {
    id: 'VMS-FRAME-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state',
    statement: 'A load changes only those bytes of the destination that a field describes.',
  },
  {
    id: 'VMS-FRAME-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v',
    statement: 'A save does not change memory.',
  },
  {
    id: 'VMS-PROMISE-3',
    level: 'should',
    dialects,
    source: 'qemu-file.c:qemu_peek_buffer',
    statement: 'How a stream is split into reads affects neither the result of a load nor the memory after it.',
  },
  {
    id: 'VMS-PROMISE-4',
    level: 'should',
    dialects: ['qemu-11.2'],
    source: 'docs/devel/migration; vmstate.h:VMStateDescription',
    statement: 'A save calls post_save whenever its pre_save has succeeded, however it ends.',
  },
  {
    id: 'VMS-PROMISE-1',
    level: 'should',
    dialects,
    source: 'docs/devel/migration',
    statement:
      'A saved state can be loaded, whatever its values, unless a hook, a version or a VMS_MUST_EXIST field causes the load to be rejected.',
  },
  {
    id: 'VMS-PROMISE-2',
    level: 'should',
    dialects,
    source: 'docs/devel/migration; scripts/analyze-migration.py',
    statement:
      'The vmdesc is sufficient to decode the bytes: sizes add up to the bytes, and each entry ends where a value ends.',
  },
  {
    id: 'VMS-STABLE-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v',
    statement: 'The same description and memory always give the same bytes.',
  },
];
