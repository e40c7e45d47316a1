/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams for a test, on the adapter's QEMUFile in memory. */
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
    QEMUFile f = { 0 };
    int ret;

    stream_open_output(&f);
    ret = vmsc_save_state(&f, vmsd, obj, NULL, errp);
    g_assert_cmpint(qemu_file_get_error(&f), ==, 0);
    g_byte_array_append(out, f.bytes, f.size);
    g_free(f.bytes);
    return ret;
}

int load_from(const GByteArray *stream, GByteArray *rest, int *stream_error,
              const VMStateDescription *vmsd, void *obj, Error **errp)
{
    g_autofree uint8_t *copy = g_memdup2(stream->data, stream->len);
    QEMUFile f;
    int ret;

    stream_open_input(&f, copy, stream->len);
    ret = vmsc_load_state(&f, vmsd, obj, vmsd->version_id, errp);
    *stream_error = qemu_file_get_error(&f);
    g_byte_array_append(rest, f.bytes + f.at, f.size - f.at);
    return ret;
}
