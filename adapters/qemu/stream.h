/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * QEMU's own QEMUFile (migration/qemu-file.c) over a piece of memory. There is
 * one input and one output at a time.
 */
#ifndef VMSC_STREAM_H
#define VMSC_STREAM_H

#include <stddef.h>
#include <stdint.h>

struct QEMUFile;

/* Of the bytes, at most chunk are given to one read; 0: as many as it asks for. */
struct QEMUFile *stream_open_input(uint8_t *bytes, size_t size, size_t chunk);
/* The bytes that were taken; those that only wait in QEMU's buffer are not. */
size_t stream_consumed(const struct QEMUFile *f);

struct QEMUFile *stream_open_output(void);
/* All that was written; valid until the next output is opened. */
const uint8_t *stream_written(struct QEMUFile *f, size_t *size);

void stream_close(struct QEMUFile *f);

#endif
