import type { Dialect } from '../../vmstate/dialect.ts';

/** The calls of the engine: releases before 10.2 report errors instead of returning them. */
function callsOf(dialect: Dialect): { readonly save: string; readonly load: string } {
  switch (dialect) {
    case 'qemu-7.2':
    case 'qemu-10.0':
      return { save: 'vmstate_save_state(f, vmsd, obj, NULL)', load: 'vmstate_load_state(f, vmsd, obj, vmsd->version_id)' };
    case 'qemu-10.2':
    case 'qemu-11.1':
      return {
        save: 'vmstate_save_state(f, vmsd, obj, NULL, &error_abort)',
        load: 'vmstate_load_state(f, vmsd, obj, vmsd->version_id, errp)',
      };
  }
}

/**
 * How a test comes by its streams: the one part that differs between QEMU's
 * own tree and a build around the bare engine (adapters/qemu/reproducer).
 */
export function streamsText(dialect: Dialect): string {
  const { save, load } = callsOf(dialect);
  return `/* ---- Streams: in QEMU's own tree, or with VMSC_STANDALONE by the harness. ---- */
#ifdef VMSC_STANDALONE

/* Declares the same three functions. */
#include "reproducer.h"

#else

#include "io/channel-buffer.h"
#include "qemu/module.h"
#include "../migration/qemu-file.h"

static void set_up(void)
{
    module_call_init(MODULE_INIT_QOM);
}

/* Saves obj and appends the bytes to out. */
static void save_to(GByteArray *out, const VMStateDescription *vmsd, void *obj)
{
    QIOChannelBuffer *buffer = qio_channel_buffer_new(0);
    QEMUFile *f = qemu_file_new_output(QIO_CHANNEL(buffer));
    int ret = ${save};

    g_assert_cmpint(ret, ==, 0);
    qemu_fflush(f);
    g_assert_cmpint(qemu_file_get_error(f), ==, 0);
    g_byte_array_append(out, buffer->data, buffer->usage);
    qemu_fclose(f);
    object_unref(OBJECT(buffer));
}

/*
 * Loads obj and returns what the engine returns. The bytes that the load
 * leaves in the stream go to rest.
 */
static int load_from(const uint8_t *bytes, size_t size, GByteArray *rest,
                     const VMStateDescription *vmsd, void *obj, Error **errp)
{
    QIOChannelBuffer *buffer = qio_channel_buffer_new(size);
    QEMUFile *f;
    int ret;

    memcpy(buffer->data, bytes, size);
    buffer->usage = size;
    f = qemu_file_new_input(QIO_CHANNEL(buffer));
    ret = ${load};
    while (qemu_file_get_error(f) == 0) {
        uint8_t byte = qemu_get_byte(f);

        if (qemu_file_get_error(f) == 0) {
            g_byte_array_append(rest, &byte, 1);
        }
    }
    qemu_fclose(f);
    object_unref(OBJECT(buffer));
    return ret;
}

#endif
/* ---- End of the streams. ---- */`;
}
