/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A QEMUFile that reads from, or writes to, a piece of memory. */
#ifndef VMSC_STREAM_H
#define VMSC_STREAM_H

#include <stdint.h>

struct QEMUFile {
    uint8_t *bytes;
    size_t size;
    size_t at; /* of the next byte to read */
    size_t capacity;
    int error;
};

void stream_open_input(struct QEMUFile *f, uint8_t *bytes, size_t size);
/* Empties the stream for writing; its buffer is kept. */
void stream_open_output(struct QEMUFile *f);

#endif
