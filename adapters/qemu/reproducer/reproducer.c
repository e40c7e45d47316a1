/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams for a test, on a QEMUFile over memory. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "migration/vmstate.h"
#include "qemu/timer.h"
#include "qemu-file.h"

#include "dialect.h"
#include "reproducer.h"
#include "stream.h"

void set_up(void)
{
    /* QOM stays out: there is nothing to register. */
}

void set_timer(QEMUTimer *timer, int64_t expire_time)
{
    /* No clock drives it: only the time counts. */
    timer->expire_time = expire_time < 0 ? -1 : expire_time;
}

int save_to(GByteArray *out, const VMStateDescription *vmsd, void *obj,
            Error **errp)
{
    QEMUFile *f = stream_open_output();
    const uint8_t *bytes;
    size_t size;
    int ret;

    ret = vmsc_save_state(f, vmsd, obj, NULL, errp);
    g_assert_cmpint(qemu_file_get_error(f), ==, 0);
    bytes = stream_written(f, &size);
    g_byte_array_append(out, bytes, size);
    stream_close(f);
    return ret;
}

int load_from(const GByteArray *stream, GByteArray *rest, int *stream_error,
              const VMStateDescription *vmsd, void *obj, Error **errp)
{
    g_autofree uint8_t *copy = g_memdup2(stream->data, stream->len);
    QEMUFile *f = stream_open_input(copy, stream->len, 0);
    size_t consumed;
    int ret;

    ret = vmsc_load_state(f, vmsd, obj, vmsd->version_id, errp);
    *stream_error = qemu_file_get_error(f);
    consumed = stream_consumed(f);
    g_byte_array_append(rest, copy + consumed, stream->len - consumed);
    stream_close(f);
    return ret;
}
