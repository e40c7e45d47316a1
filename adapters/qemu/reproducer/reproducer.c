/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams for a test, on the adapter's QEMUFile in memory. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "migration/vmstate.h"
#include "qemu-file.h"

#include "dialect.h"
#include "reproducer.h"
#include "stream.h"

void set_up(void)
{
    /* QOM stays out: there is nothing to register. */
}

void save_to(GByteArray *out, const VMStateDescription *vmsd, void *obj)
{
    QEMUFile f = { 0 };
    int ret;

    stream_open_output(&f);
    ret = vmsc_save_state(&f, vmsd, obj, &error_abort);
    g_assert_cmpint(ret, ==, 0);
    g_assert_cmpint(qemu_file_get_error(&f), ==, 0);
    g_byte_array_append(out, f.bytes, f.size);
    g_free(f.bytes);
}

int load_from(const uint8_t *bytes, size_t size, GByteArray *rest,
              const VMStateDescription *vmsd, void *obj, Error **errp)
{
    g_autofree uint8_t *copy = g_memdup2(bytes, size);
    QEMUFile f;
    int ret;

    stream_open_input(&f, copy, size);
    ret = vmsc_load_state(&f, vmsd, obj, vmsd->version_id, errp);
    if (qemu_file_get_error(&f) == 0) {
        g_byte_array_append(rest, f.bytes + f.at, f.size - f.at);
    }
    return ret;
}
