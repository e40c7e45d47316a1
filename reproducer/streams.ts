import type { Dialect } from '../vmstate/dialect.ts';

/** The calls of the engine: 7.2 reports all errors instead of returning them, 10.0 those of a load. */
function callsOf(dialect: Dialect): { readonly save: string; readonly load: string } {
  const load = 'vmstate_load_state(f, vmsd, obj, vmsd->version_id)';
  switch (dialect) {
    case 'qemu-7.2':
      return { save: 'vmstate_save_state(f, vmsd, obj, NULL)', load };
    case 'qemu-8.2':
    case 'qemu-10.0':
      return { save: 'vmstate_save_state_with_err(f, vmsd, obj, NULL, errp)', load };
    case 'qemu-10.2':
    case 'qemu-11.1':
    case 'qemu-11.2':
      return {
        save: 'vmstate_save_state(f, vmsd, obj, NULL, errp)',
        load: 'vmstate_load_state(f, vmsd, obj, vmsd->version_id, errp)',
      };
  }
}

/**
 * How a test comes by its streams, and by timers if it has any: the one part
 * that differs between QEMU's own tree and a build around the bare engine
 * (adapters/qemu/reproducer).
 */
export function streamsText(dialect: Dialect, timers: boolean): string {
  const { save, load } = callsOf(dialect);
  return `/* ---- Streams: in QEMU's own tree, or with VMSC_STANDALONE by the harness. ---- */
${timers ? '#include "qemu/timer.h"\n\n' : ''}#ifdef VMSC_STANDALONE

/* Declares the same functions. */
#include "reproducer.h"

#else

#include "io/channel-buffer.h"
${timers ? '#include "qemu/main-loop.h"\n' : ''}#include "qemu/module.h"
#include "../migration/qemu-file.h"

static void set_up(void)
{
    module_call_init(MODULE_INIT_QOM);${timers ? '\n    qemu_init_main_loop(&error_abort);' : ''}
}
${timers ? TIMERS : ''}
/* Saves obj, appends the bytes to out and returns what the engine returns. */
static int save_to(GByteArray *out, const VMStateDescription *vmsd, void *obj,
                   Error **errp)
{
    QIOChannelBuffer *buffer = qio_channel_buffer_new(0);
    QEMUFile *f = qemu_file_new_output(QIO_CHANNEL(buffer));
    int ret = ${save};

    qemu_fflush(f);
    g_assert_cmpint(qemu_file_get_error(f), ==, 0);
    g_byte_array_append(out, buffer->data, buffer->usage);
    qemu_fclose(f);
    object_unref(OBJECT(buffer));
    return ret;
}

/*
 * Loads obj and returns what the engine returns. The bytes that the load
 * leaves in the stream go to rest, the error it leaves there to stream_error.
 */
static int load_from(const GByteArray *stream, GByteArray *rest,
                     int *stream_error, const VMStateDescription *vmsd,
                     void *obj, Error **errp)
{
    QIOChannelBuffer *buffer = qio_channel_buffer_new(stream->len);
    QEMUFile *f;
    uint8_t *byte;
    int ret;

    memcpy(buffer->data, stream->data, stream->len);
    buffer->usage = stream->len;
    f = qemu_file_new_input(QIO_CHANNEL(buffer));
    ret = ${load};
    *stream_error = qemu_file_get_error(f);
    while (qemu_peek_buffer(f, &byte, 1, 0) == 1) {
        g_byte_array_append(rest, byte, 1);
        qemu_file_skip(f, 1);
    }
    qemu_fclose(f);
    object_unref(OBJECT(buffer));
    return ret;
}

#endif
/* ---- End of the streams. ---- */`;
}

const TIMERS = `
static void expired(void *opaque)
{
}

/* Makes a timer that expires then, or, with a time below zero, is not pending. */
static void set_timer(QEMUTimer *timer, int64_t expire_time)
{
    timer_init_ns(timer, QEMU_CLOCK_REALTIME, expired, NULL);
    if (expire_time >= 0) {
        timer_mod_ns(timer, expire_time);
    }
}
`;
