import { dialects } from '../../vmstate/dialect.ts';
import { since11, type Rule } from './rule.ts';

/** Integers, buffers, bitmaps, timers and byte arrays on the wire. */
export const wireRules: readonly Rule[] = [
  {
    id: 'VMS-WIRE-1',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_uint32 and its siblings',
    statement:
      'An integer of n bytes is sent as n bytes, most significant byte first, whatever the byte order of the host.',
  },
  {
    id: 'VMS-WIRE-2',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_bool, get_bool',
    statement: 'A bool is sent as one byte, 0 or 1. A load accepts any nonzero byte as true.',
  },
  {
    id: 'VMS-WIRE-3',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_buffer, get_buffer',
    statement: 'A buffer is sent as it is: exactly as many bytes as the element size.',
  },
  {
    id: 'VMS-WIRE-4',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_unused_buffer, get_unused_buffer',
    statement:
      'An unused buffer is sent as bytes of value 0, as many as the element size. A load skips that many bytes, whatever their values, and stores nothing.',
  },
  {
    id: 'VMS-WIRE-5',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v',
    statement:
      'Fields are sent in the order of the description and elements in the order of the array, with nothing between them: no tags, no padding, no alignment.',
  },
  {
    id: 'VMS-CHECK-1',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:get_uint32_equal and its siblings',
    statement:
      'An "equal" type is sent as its integer. A load rejects a value that differs from the one that the destination holds, and stores nothing.',
  },
  {
    id: 'VMS-CHECK-2',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:get_int32_le',
    statement:
      'int32_le is sent as an int32. A load stores a value between 0 and the one that the destination holds, and rejects any other.',
  },
  {
    id: 'VMS-BITMAP-1',
    level: 'must',
    dialects,
    source: 'vmstate-types.c:put_bitmap, get_bitmap',
    statement:
      'A bitmap of n bits is sent as n / 64 (rounded up) 64-bit words, most significant byte first; bit j of word i is bit 64 i + j of the bitmap, whatever the word size of the host. Bits beyond the size are sent too. A size from -63 to -1 sends no bytes; smaller sizes are not tested.',
  },
  {
    id: 'VMS-TIMER-1',
    level: 'must',
    dialects,
    source: 'savevm.c:timer_put, timer_get',
    statement:
      'A timer is sent as its expiry time, a 64-bit integer, or as -1 if it is not pending. A load of -1 stops the timer; any other negative time becomes 0.',
  },
  {
    id: 'VMS-BYTES-1',
    level: 'must',
    dialects: since11,
    source: 'vmstate-types.c:put_g_byte_array, get_g_byte_array',
    statement:
      'A GByteArray is sent as its length, an unsigned 32-bit integer, and its bytes. A load sets that length, whatever the length was before.',
  },
  {
    id: 'VMS-BYTES-2',
    level: 'must',
    dialects: since11,
    source: 'vmstate-types.c:get_g_byte_array; glib: garray.c:g_byte_array_set_size',
    statement:
      'A load of a GByteArray with a length that no memory holds and no stream follows does not succeed: QEMU rejects it at the end of the stream, or glib ends QEMU.',
  },
];
