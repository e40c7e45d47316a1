import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** Streams that end early or come in pieces, and the errors of a load. */
export const streamRules: readonly Rule[] = [
  {
    id: 'VMS-STREAM-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state; qemu-file.c:qemu_fill_buffer',
    statement:
      'A load that runs out of bytes is rejected after the element that lacks them (code -EIO up to 10.2, -EINVAL since 11.1; the stream error is -EIO in both). Since 11.1, if that element has no bytes and a NULL pointer, it is rejected after the next element instead (an engine with the values view has no pointers and is not judged by this). If the stream ends with the last field, the load succeeds, but the search for a subsection sets the stream error -EIO.',
  },
  {
    id: 'VMS-STREAM-2',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_load_state; vmstate-types.c',
    statement:
      'Bytes on the wire do not identify themselves: a load interprets each as the description, the destination and the counts loaded so far require. It rejects only a wrong marker, a wrong version, a value that a check does not allow, a wrong number of nodes, an unknown subsection, and the end of the stream.',
  },
  {
    id: 'VMS-STREAM-3',
    level: 'quirk',
    dialects,
    source: 'qemu-file.c:qemu_peek_buffer',
    statement:
      'A buffer or byte array in which the stream ends gets as many bytes as are left, but not always the right ones: QEMU copies them from their old position in its buffer of 32 KiB after it has moved them to the front. If n bytes were left at position i, byte j is the one at i + j among them while i + j is less than n, and otherwise the correct one.',
  },
  {
    id: 'VMS-STREAM-4',
    level: 'must',
    dialects,
    source: 'qemu-file.c:qemu_peek_buffer, qemu_get_buffer',
    statement:
      'How a stream is split into reads has no effect on a load except as VMS-STREAM-3 and VMS-STREAM-5 say: after a short read the rest is read again.',
  },
  {
    id: 'VMS-STREAM-5',
    level: 'quirk',
    dialects: ['qemu-8.2', 'qemu-10.0'],
    source: 'qemu-file.c:qemu_fill_buffer',
    statement:
      'A stream that has an error is not read any further. A load that continues nevertheless, after a positive result of a hook in a subsection, gets the bytes that are already in the buffer, at most 32 KiB, and then zeros.',
  },
  {
    id: 'VMS-CODE-1',
    level: 'should',
    dialects,
    source: 'vmstate.c:vmstate_load_state, vmstate_save_state_v',
    statement:
      'A rejection has the code of the release. Up to 10.2 it is that of the part that failed: -EIO at the end of the stream, -EPERM for a VMS_MUST_EXIST field that does not exist, -ENOENT for an unknown subsection, the result of a hook, and otherwise -EINVAL. Since 11.1 it is always -EINVAL.',
  },
  {
    id: 'VMS-CODE-2',
    level: 'should',
    dialects,
    source: 'vmstate.c:vmstate_load_state; qemu-file.c:qemu_file_set_error',
    statement:
      'The stream error after a load is the first that was set: by the end of the stream (-EIO), by an element that failed (its code; a struct is an element, a marker is one only up to 10.2), or since 8.2 by a subsection that failed or is unknown, also at the outermost level. A version, a hook, a VMS_MUST_EXIST field and, since 11.1, a wrong marker set none at their own level, but make the element that contains them fail.',
  },
  {
    id: 'VMS-CODE-3',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v; 11.1: vmstate_save_vmsd_v',
    statement:
      'The bytes that a save has written before it is refused remain in the stream: everything before a struct whose pre_save fails, the header of a subsection that fails, the element whose put fails, and a struct whose post_save fails. A tree gets its end marker even if a node fails.',
  },
];
