/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * QEMU's migration/qemu-file.c is compiled as part of this file, so that it can
 * be told how much of its buffer was taken.
 */
#include "qemu/osdep.h"

#include "stream.h"

/* Headers of half of QEMU, of which the file uses nothing here. */
#define QEMU_MIGRATION_OPTIONS_H
#define QEMU_MIGRATION_RDMA_H
#define QEMU_SOCKETS_H

#if __has_include(<zlib.h>)
#include <zlib.h>
/* 7.2 has pages compressed in it: no state of a device is. */
#define deflateReset(stream) (-1)
#define deflate(stream, flush) (-1)
#define compressBound(size) (size)
#endif

#include "qemu/bitmap.h"
#include "qemu/queue.h"
#include "io/channel.h"

#include "migration/qemu-file.c"

#ifdef QEMU_MIGRATION_STATS_H
MigrationAtomicStats mig_stats;
#endif

static QIOChannel input = { .name = "input" };
static QIOChannel output = { .name = "output" };

QEMUFile *stream_open_input(uint8_t *bytes, size_t size, size_t chunk)
{
    input.bytes = bytes;
    input.size = size;
    input.at = 0;
    input.chunk = chunk ? chunk : SIZE_MAX;
    return qemu_file_new_input(&input);
}

size_t stream_consumed(const QEMUFile *f)
{
    return f->ioc->at - (f->buf_size - f->buf_index);
}

QEMUFile *stream_open_output(void)
{
    output.size = 0;
    return qemu_file_new_output(&output);
}

const uint8_t *stream_written(QEMUFile *f, size_t *size)
{
    qemu_fflush(f);
    *size = output.size;
    return output.bytes;
}

void stream_close(QEMUFile *f)
{
    qemu_fclose(f);
}
